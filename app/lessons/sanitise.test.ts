import fc from 'fast-check'
import type { Root } from 'hast'
import rehypeRaw from 'rehype-raw'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { expect, test } from 'vitest'
import { aSource, compiledModule, PRODUCTS } from '#tests/makers/content.ts'
import { compileModule } from './module.server.ts'

/** Pieces from which attacks on Markdown, MDX and HTML are made. */
const PIECES = [
  '<script>', '</script>', '<img src=x onerror=alert(1)>', '<img src="media/a.png">', '<a href="', 'javascript:alert(1)', '">', '</a>',
  '<svg onload=alert(1)>', '</svg>', '<math>', '<style>', '</style>', '<p onclick="x">', '</p>', '<iframe srcdoc="', '<details ontoggle=x open>', '</details>',
  '<Callout kind="note">', '</Callout>', '<Term means="', '<kbd>', '</kbd>', '{', '}', '{1}', '{/*', '*/}', 'import a from "b"', 'export default 1', '[a](', ')', '![b](',
  'data:text/html,x', '&#x6a;avascript:', '<!--', '-->', '<![CDATA[', ']]>', '`', '```', '~~~', '\n', '\n\n', '    ', '> ', '- ', '# ', '## ', '|', '|-|', '---', '\\',
  '<textarea>', '<title>', '<noscript>', '<xmp>', '<template>', '<plaintext>', 'text', ' ', '[#', ']', '[^1]', '[^1]: ', '&lt;script&gt;', '\u0000', '\u202e',
] // biome-ignore format: a list of pieces

const soup = fc.array(fc.constantFrom(...PIECES), { maxLength: 25 }).map((pieces) => pieces.join(''))

/** All HTML in a compiled value, wherever it stands. */
function htmlIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'html' && typeof inner === 'string' ? [inner] : htmlIn(inner),
  )
}

const HARMLESS_TAGS = new Set(
  'p h2 h3 h4 h5 h6 a img pre code em strong del ul ol li blockquote hr br kbd sub sup details summary table thead tbody tr th td input section div span dfn'.split(
    ' ',
  ),
)

/** What a browser would make of some HTML that could run, load from elsewhere or restyle. */
function harmIn(html: string): string[] {
  const harm: string[] = []
  const parsed = unified()
    .use(rehypeRaw)
    .runSync({ type: 'root', children: [{ type: 'raw', value: html }] } as Root)
  visit(parsed as Root, 'element', ({ tagName, properties }) => {
    if (!HARMLESS_TAGS.has(tagName)) harm.push(tagName)
    for (const [name, value] of Object.entries(properties)) {
      if (/^on|^style$|^srcdoc$|^name$/i.test(name)) harm.push(name)
      if (name === 'src' && !String(value).startsWith('/media/')) harm.push(`src=${value}`)
      if (name === 'href' && !/^(?:https?:|mailto:|tel:|#|\/(?!\/))/.test(String(value))) harm.push(`href=${value}`)
    }
  })
  return harm
}

test.for(['md', 'mdx'] as const)(
  'no soup of tags gets anything harmful through %s, or breaks the compiler',
  async (format) => {
    await fc.assert(
      fc.asyncProperty(soup, async (words) => {
        const { compiled } = await compileModule(aSource(`\n${words}\n`, { format }), PRODUCTS)
        for (const html of htmlIn(compiled?.lesson)) expect(harmIn(html)).toEqual([])
      }),
      { numRuns: 300 },
    )
  },
)

test('ids are only those of headings and footnotes, so that nothing takes the place of a part of the page', async () => {
  const { lesson } = await compiledModule(
    '### Detail\n\n<p id="main">a</p>\n\n<a name="top" id="top">b</a>\n\nc[^1]\n\n[^1]: d',
    { format: 'md' },
  )
  const ids = [
    ...htmlIn(lesson)
      .join('')
      .matchAll(/\b(?:id|name)="([^"]*)"/g),
  ].map(([, id]) => id)
  expect(ids).toEqual(['detail', 'note--fnref-1', 'footnote-label', 'note--fn-1'])
})

test('quotation marks in an attribute are written as &quot;', async () => {
  const { lesson } = await compiledModule('<Callout kind="note" title="The &quot;voucher&quot; <b>">Text</Callout>')
  expect(htmlIn(lesson)[0]).toContain('The "voucher" &#x3C;b></p>')
})
