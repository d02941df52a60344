import type { Element, Root as Html } from 'hast'
import { visit } from 'unist-util-visit'
import { readAddress } from './address.ts'
import { FOOTNOTE_PREFIX, type Format, placeOf } from './markdown.server.ts'
import type { MediaShelf } from './media.ts'
import { didYouMean, type Place, type Tell } from './problem.ts'
import { wrongMedia } from './vocabulary-check.server.ts'

/** A link that can only be judged beside the other files of the migration. */
export type Link = Place & { module: string; block: string | null }

/** HTML that would run, load, or change the page around it. Everything else unknown is dropped by the sanitiser. */
const REFUSED = new Set(
  'script iframe frame frameset object embed applet portal base link meta style noscript template form button select textarea option svg math audio video source track plaintext xmp noembed marquee dialog slot'.split(
    ' ',
  ),
)

/** Tells every refused element and address in a file, and returns its links to modules. */
export function checkHtml(html: Html, format: Format, ids: ReadonlySet<string>, media: MediaShelf, tell: Tell): Link[] {
  const links: Link[] = []
  visit(html, 'element', (element) => {
    const say = (message: string) => tell(placeOf(element), message)
    if (REFUSED.has(element.tagName)) say(`<${element.tagName}> cannot be used.`)
    refuseAttributes(element, say)
    if (element.tagName === 'a') links.push(...checkLink(element, ids, media, say))
    if (element.tagName === 'img') checkPicture(element, format, media, say)
  })
  return links
}

/** Styles are dropped; those of a form that has run code, or loads something, are told. */
const RUNNING_STYLE = /expression\s*\(|javascript:|behaviou?r\s*:|-moz-binding|@import|url\s*\(/i
const RUNNING_ADDRESS = /^(?:javascript|vbscript|data:text\/html)/i

function refuseAttributes(element: Element, say: (message: string) => void) {
  for (const [name, value] of Object.entries(element.properties)) {
    const written = String(value)
    if (/^on/i.test(name)) say(`The attribute “${name.toLowerCase()}” cannot be used: authors cannot run code.`)
    else if (/^(?:action|formaction|srcdoc|xlinkhref|background|ping)$/i.test(name))
      say(`The attribute “${name}” cannot be used.`)
    else if (name === 'style' && RUNNING_STYLE.test(written))
      say('A style that loads or runs something cannot be used.')
    else if (name !== 'href' && name !== 'src' && RUNNING_ADDRESS.test(written.replace(/[\p{Cc}\s]/gu, '')))
      say(`“${name}” cannot lead to “${shortened(written)}”: authors cannot run code.`)
  }
}

function checkLink(
  element: Element,
  ids: ReadonlySet<string>,
  media: MediaShelf,
  say: (message: string) => void,
): Link[] {
  const written = element.properties.href
  if (typeof written !== 'string') return []
  const address = readAddress(written)
  if (address === null) {
    say(
      `A link cannot lead to “${shortened(written)}”. Write a module's slug, #id, media/name, or an address with https:// or mailto:.`,
    )
  } else if (address.to === 'here') {
    const isThere = ids.has(address.id) || address.id.startsWith(FOOTNOTE_PREFIX)
    if (!isThere) say(`There is no block or heading “${address.id}” here.${didYouMean(address.id, ids)}`)
  } else if (address.to === 'media') {
    if (!Object.hasOwn(media, address.name))
      say(`There is no media/${address.name}.${didYouMean(address.name, Object.keys(media))}`)
  } else if (address.to === 'module') {
    return [{ ...placeOf(element), module: address.module, block: address.block }]
  }
  return []
}

function checkPicture(element: Element, format: Format, media: MediaShelf, say: (message: string) => void) {
  const src = typeof element.properties.src === 'string' ? element.properties.src : ''
  // A file from elsewhere may show pictures from the web; they become links, since pages load nothing from outside.
  const isLinked = format === 'md' && readAddress(src)?.to === 'outside'
  const wrong = isLinked ? null : wrongMedia('picture', src, media)
  if (wrong) say(`A picture ${wrong}`)
  else if (format === 'mdx' && !element.properties.alt)
    say('A picture needs words that say what it shows: ![words](media/name.png).')
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
