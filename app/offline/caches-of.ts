/** The built files, which are nobody's. */
export const ASSETS = 'gangway-assets'

/** Followed by whose pages they are, with the pictures on them. At most one person's are in a browser at a time. */
export const PAGES = 'gangway-pages-'

/** Removes the pages of whoever had been here. */
export async function forgetPages(except = ''): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith(PAGES) && name !== except) await caches.delete(name)
  }
}
