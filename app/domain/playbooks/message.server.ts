import { fillTemplate, type Place, type TemplateValues } from './fill-template.ts'

/** A message ready to be sent: as it looks, and as plain text for the clipboard. */
export type Message = { html: string; text: string }

/** A template's Markdown with its places filled. Values are text: nothing in them is read as Markdown or HTML. */
export async function messageOf(markdown: string, values: TemplateValues): Promise<Message> {
  // What reads Markdown is large, and all other pages are drawn from what was read before.
  const { htmlOfMessage } = await import('./message-html.server.ts')
  const html = await htmlOfMessage(markdown)
  return { html: fillTemplate(html, values, asHtml), text: withoutEmphasis(fillTemplate(markdown, values)) }
}

/** A place in HTML: its value as text, or marked what belongs there. */
export const asHtml = (place: Place): string =>
  'value' in place ? escaped(place.value) : `<mark title="Not known here">${escaped(place.open)}</mark>`

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign)

/** Lists read well as they are written; asterisks around words do not. */
const withoutEmphasis = (text: string) => text.replace(/\*\*(.+?)\*\*/g, '$1')
