/** What is pasted is markup of strangers: Word's and pages'. It comes in as the few kinds of text that a playbook has. */

/** More markup than this is refused: it takes a browser long, and is more than a playbook holds. */
export const PASTE_LIMIT = 2_000_000

/** In the words of the page: what is too large and what to do. Null where it fits. */
export function pasteRefusal(html: string): string | null {
  if (html.length <= PASTE_LIMIT) return null
  const size = `${(html.length / 1_000_000).toFixed(1)} MB`
  return `What you pasted is ${size} of markup, and at most 2 MB can be read. Nothing was changed. Paste it in parts, or as plain text with Ctrl + Shift + V.`
}

const DROPPED =
  'script, style, meta, link, title, xml, iframe, object, embed, form, input, button, svg, math, template, noscript'

/** Markup without what Word and pages add: comments, styles, handlers and what is not shown. Word's lists become lists. */
export function cleanPaste(html: string): string {
  const page = new DOMParser().parseFromString(withoutPrograms(withoutComments(html)), 'text/html')
  for (const element of page.querySelectorAll(DROPPED)) element.remove()
  for (const element of page.querySelectorAll('[style]')) if (isHidden(element)) element.remove()
  makeLists(page)
  emphasise(page)
  for (const element of page.body.querySelectorAll('*')) tidy(element)
  for (const heading of page.querySelectorAll('h1')) rename(heading, 'h2')
  for (const heading of page.querySelectorAll('h4, h5, h6')) rename(heading, 'h3')
  return page.body.innerHTML
}

/** Word keeps a second copy of a list's marks in conditional comments, some of which are no comments to a browser. */
function withoutComments(html: string): string {
  return html
    .replace(/<!--\[if [^\]]*\]>[\s\S]*?<!\[endif\]-->/gi, '')
    .replace(/<!\[if !supportLists\]>[\s\S]*?<!\[endif\]>/gi, '')
    .replace(/<!\[(?:if [^\]]*|endif)\]>/gi, '')
    .replace(/<!--[\s\S]*?-->/g, '')
}

/**
 * The browser's own parser runs nothing, but its policy reports what it would not have run. What stands in quotes in
 * another way than this reads it is taken out afterwards by the element, and the schema knows none of it.
 */
function withoutPrograms(html: string): string {
  return html
    .replace(/<(style|script|xml)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/\son\w+\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, ''))
}

const styleOf = (element: Element) => (element.getAttribute('style') ?? '').toLowerCase().replace(/\s/g, '')
const isHidden = (element: Element) => /display:none|mso-hide:all|visibility:hidden/.test(styleOf(element))
const levelOf = (element: Element) => Number(/mso-list:[^;]*level(\d)/.exec(styleOf(element))?.[1] ?? 0)

/** Paragraphs that Word means as a list. */
function makeLists(page: Document): void {
  const paragraphs = [...page.querySelectorAll('p')].filter((one) => levelOf(one) > 0)
  const open: { list: Element; level: number }[] = []
  let last: Element | null = null
  for (const paragraph of paragraphs) {
    const level = levelOf(paragraph)
    if (last !== paragraph.previousElementSibling) open.length = 0
    while (open.length > 0 && (open.at(-1)?.level ?? 0) > level) open.pop()
    const parent = open.at(-1)
    let list = parent?.level === level ? parent.list : null
    if (list === null) {
      list = page.createElement(isNumbered(paragraph) ? 'ol' : 'ul')
      const above = parent?.list.lastElementChild
      if (above) above.append(list)
      else paragraph.before(list)
      open.push({ list, level })
    }
    const item = page.createElement('li')
    item.append(...paragraph.childNodes)
    withoutMark(item)
    list.append(item)
    paragraph.remove()
    last = open[0]?.list ?? null
  }
}

/** Where the mark of a list is still there, it stands in a span that says so, or at the very beginning. */
const MARK = /^[\s\u00a0]*(?:[·•o§▪–-]|\(?(?:\d{1,3}|[a-z]{1,3})[.)])[\s\u00a0]+/i

function isNumbered(paragraph: Element): boolean {
  const mark = paragraph.querySelector('[style*="mso-list"]')?.textContent ?? paragraph.textContent ?? ''
  return /^[\s\u00a0]*\(?(?:\d{1,3}|[a-z]{1,3})[.)]/i.test(mark)
}

function withoutMark(item: Element): void {
  const marks = [...item.querySelectorAll('span')].filter((one) => /mso-list:ignore/.test(styleOf(one)))
  if (marks.length > 0) for (const mark of marks) mark.remove()
  else {
    const first = item.ownerDocument.createTreeWalker(item, NodeFilter.SHOW_TEXT).nextNode()
    if (first) first.textContent = (first.textContent ?? '').replace(MARK, '')
  }
}

/** What is bold or slanted by style only becomes so by its element; Google's page-wide `b` that is not bold does not. */
function emphasise(page: Document): void {
  for (const element of page.querySelectorAll('b, strong')) {
    if (/font-weight:(normal|400)/.test(styleOf(element))) rename(element, 'span')
  }
  for (const element of page.querySelectorAll('span[style]')) {
    const style = styleOf(element)
    if (/font-weight:(bold|[6-9]00)/.test(style)) wrapInside(element, 'strong')
    if (/font-style:italic/.test(style)) wrapInside(element, 'em')
  }
}

function wrapInside(element: Element, tagName: string): void {
  const wrapper = element.ownerDocument.createElement(tagName)
  wrapper.append(...element.childNodes)
  element.append(wrapper)
}

/** What an element may keep. `data-` is how our own parts know themselves. */
const KEPT = /^(href|src|alt|colspan|rowspan|start|data-[a-z-]+)$/

function tidy(element: Element): void {
  for (const { name } of [...element.attributes]) if (!KEPT.test(name)) element.removeAttribute(name)
  const href = element.getAttribute('href')
  if (href !== null && !/^(https?:|mailto:|tel:|\/(?!\/)|#)/i.test(href.trim())) element.removeAttribute('href')
  // `o:p` and its like are Word's own elements around our words.
  if (element.tagName.includes(':')) element.replaceWith(...element.childNodes)
}

function rename(element: Element, tagName: string): void {
  const other = element.ownerDocument.createElement(tagName)
  other.append(...element.childNodes)
  element.replaceWith(other)
}
