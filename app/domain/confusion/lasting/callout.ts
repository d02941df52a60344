/**
 * The call-out as it is written into a module's file, for the block that it belongs to. Whatever of the words would be
 * read as markup is escaped, so that the file says exactly them.
 */
export function calloutMdx(words: string, blockId: string): string {
  const paragraphs = words
    .split(/\n+/)
    .map((line) => lineStart(escaped(line.trim())))
    .filter((line) => line !== '')
  return `{/* block ${blockId} */}\n<Callout kind="note">\n\n${paragraphs.join('\n\n')}\n\n</Callout>\n`
}

const escaped = (text: string) => text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>{}~|&]/g, '\\$&')

/** What at the start of a line would be a heading, a list or a program is escaped. */
const lineStart = (text: string) =>
  text
    .replace(/^[#+=-]/, '\\$&')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2')
    .replace(/^(import|export)(?=\s)/, (word) => `&#${word.charCodeAt(0)};${word.slice(1)}`)
