/** What a page needs beside itself, as far as its text says so. Pure. */

/** The manifest is only named in case that the routes were another build's. */
const FILE = /\/assets\/(?!manifest-)[\w.-]+\.(?:js|css|woff2)/g
const PICTURE = /\/media\/[0-9a-f]+\.(?:png|jpe?g|gif|webp|avif|svg|vtt)/g
const FILM = /\/media\/[0-9a-f]+\.(?:mp4|webm|mp3|m4a)/g

/** Built files: scripts, styles, fonts. */
export const filesIn = (html: string): string[] => unique(html.match(FILE))

/** Pictures and captions: what a page cannot be read without. */
export const picturesIn = (html: string): string[] => unique(html.match(PICTURE))

/** Films, which come last and only up to a size. */
export const filmsIn = (html: string): string[] => unique(html.match(FILM))

const unique = (found: string[] | null): string[] => [...new Set(found)]
