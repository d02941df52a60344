/** What people who completed an older release are asked to do again: nothing, what changed, or everything. */
export const REFRESH_POLICIES = ['none', 'changed', 'all'] as const
export type RefreshPolicy = (typeof REFRESH_POLICIES)[number]
