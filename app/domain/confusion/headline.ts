const LIMIT = 90

/**
 * What stands for a report in a list: its first sentence if that is short, else its beginning up to a whole word.
 * Reports have no titles: nobody should have to think of one while being stuck.
 */
export function headline(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim()
  if (line.length <= LIMIT) return line
  const sentence = /^.{12,90}?[.?!](?=\s)/u.exec(line)?.[0]
  if (sentence) return sentence
  const cut = line.slice(0, LIMIT)
  const end = cut.lastIndexOf(' ')
  return `${cut.slice(0, end > LIMIT / 2 ? end : LIMIT).replace(/[\s,;:–-]+$/u, '')} …`
}
