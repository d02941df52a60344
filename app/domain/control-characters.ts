/** A text in one line, as names, addresses and numbers are. Schemas say their own words where it does not match. */
export const ONE_LINE = /^\P{Cc}*$/u

/** What PostgreSQL keeps in no text. Nobody types it: where it stands, what was sent is no text of a person. */
export const NUL = '\u0000'

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/** Whether a text holds control characters other than those that part lines and columns. */
export const isUnprintable = (text: string): boolean => UNPRINTABLE.test(text)
