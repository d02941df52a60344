/**
 * On a page that a browser may keep for when there is no network: whose page it is. What does not carry it is never
 * kept (docs/decisions/0012).
 */
export const KEPT_FOR = 'X-Kept-For'

/** Said by the loader of such a page, about the person it was made for. */
export const keptFor = (personId: string): Record<string, string> => ({ [KEPT_FOR]: personId })
