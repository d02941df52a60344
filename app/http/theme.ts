export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** A theme by its name; anything else means the system's. */
export function themeFrom(value: unknown): Theme {
  return THEMES.find((theme) => theme === value) ?? 'system'
}
