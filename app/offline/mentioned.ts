/** What a page needs beside itself, as far as its text says so. Pure. */

/** The manifest is only named in case that the routes were another build's. */
const FILE = /\/assets\/(?!manifest-)[\w.-]+\.(?:js|css|woff2)/g
const PICTURE = /\/media\/[0-9a-f]+\.(?:png|jpe?g|gif|webp|avif|svg|vtt)/g

/** Built files: scripts, styles, fonts. */
export const filesIn = (html: string): string[] => unique(html.match(FILE))

/** Pictures and captions. Films are left out: they are large, and a page says by itself that it cannot play one. */
export const picturesIn = (html: string): string[] => unique(html.match(PICTURE))

const unique = (found: string[] | null): string[] => [...new Set(found)]
