/** The words of a compiled text, a line for each paragraph, item and row. Pure: for HTML of our own compiler only. */

/** A tag with its attributes, whose values may hold angle brackets, or the text up to the next tag. */
const PIECE = /<(\/?)([a-z][a-z0-9]*)((?:[^>"']|"[^"]*"|'[^']*')*)>|([^<]+)/gi

/** What begins a line of its own, and ends it. */
const OWN_LINE = new Set(
  'p li tr h3 h4 h5 h6 div figure figcaption pre blockquote dt dd table thead tbody ul ol section details summary br hr'.split(
    ' ',
  ),
)
const CELLS = new Set(['td', 'th'])

export function linesOfHtml(html: string): string[] {
  let text = ''
  let isMeaning = false
  for (const [, closes, name = '', attributes = '', words] of html.matchAll(PIECE)) {
    const tag = name.toLowerCase()
    if (words !== undefined) text += words.replace(/\s+/g, ' ')
    else if (OWN_LINE.has(tag)) text += '\n'
    else if (CELLS.has(tag) && closes) text += ' | '
    else if (tag === 'img') text += ` [${attributeOf(attributes, 'alt')}] `
    else if (tag === 'span' && attributes.includes('term-means')) {
      text += ' ('
      isMeaning = true
    } else if (tag === 'span' && closes && isMeaning) {
      text += ')'
      isMeaning = false
    }
  }
  return text
    .split('\n')
    .map((line) =>
      decoded(line)
        .replace(/\s+/g, ' ')
        .replace(/(^\s*(\| )*|( \|)*\s*$)/g, ''),
    )
    .filter((line) => line !== '')
}

function attributeOf(attributes: string, name: string): string {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

function decoded(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (written, hex, decimal, name) => {
    if (name) return NAMED[name.toLowerCase()] ?? written
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : written
  })
}
