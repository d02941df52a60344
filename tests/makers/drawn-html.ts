import type { Root } from 'hast'
import rehypeRaw from 'rehype-raw'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'

/** All HTML in a compiled value, wherever it stands. */
export function htmlIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'html' && typeof inner === 'string' ? [inner] : htmlIn(inner),
  )
}

const HARMLESS_TAGS = new Set(
  'p h2 h3 h4 h5 h6 a img pre code em strong del ul ol li dl dt dd blockquote hr br kbd sub sup details summary table thead tbody tfoot tr th td input section div span dfn b i s strike small mark abbr time ins q samp var cite ruby rt rp figure figcaption'.split(
    ' ',
  ),
)

/** What a browser would make of some HTML that could run, load from elsewhere or restyle. */
export function harmIn(html: string): string[] {
  const harm: string[] = []
  const parsed = unified()
    .use(rehypeRaw)
    .runSync({ type: 'root', children: [{ type: 'raw', value: html }] } as Root)
  visit(parsed as Root, 'element', ({ tagName, properties }) => {
    if (!HARMLESS_TAGS.has(tagName)) harm.push(tagName)
    for (const [name, value] of Object.entries(properties)) {
      if (/^on|^style$|^srcdoc$|^name$/i.test(name)) harm.push(name)
      if (name === 'src' && !String(value).startsWith('/media/')) harm.push(`src=${value}`)
      if (name === 'href' && !/^(?:https?:|mailto:|tel:|#|\/(?!\/))/i.test(String(value))) harm.push(`href=${value}`)
    }
  })
  return harm
}
