import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aSource, compiledModule, PRODUCTS } from '#tests/makers/content.ts'
import { harmIn, htmlIn } from '#tests/makers/drawn-html.ts'
import { compileModule } from './module.server.ts'

/** Pieces from which attacks on Markdown, MDX and HTML are made. */
const PIECES = [
  '<script>', '</script>', '<img src=x onerror=alert(1)>', '<img src="media/a.png">', '<a href="', 'javascript:alert(1)', '">', '</a>',
  '<svg onload=alert(1)>', '</svg>', '<math>', '<style>', '</style>', '<p onclick="x">', '</p>', '<iframe srcdoc="', '<details ontoggle=x open>', '</details>',
  '<Callout kind="note">', '</Callout>', '<Term means="', '<kbd>', '</kbd>', '{', '}', '{1}', '{/*', '*/}', 'import a from "b"', 'export default 1', '[a](', ')', '![b](',
  'data:text/html,x', '&#x6a;avascript:', '<!--', '-->', '<![CDATA[', ']]>', '`', '```', '~~~', '\n', '\n\n', '    ', '> ', '- ', '# ', '## ', '|', '|-|', '---', '\\',
  '<textarea>', '<title>', '<noscript>', '<xmp>', '<template>', '<plaintext>', 'text', ' ', '[#', ']', '[^1]', '[^1]: ', '&lt;script&gt;',
] // biome-ignore format: a list of pieces

const soup = fc.array(fc.constantFrom(...PIECES), { maxLength: 25 }).map((pieces) => pieces.join(''))

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
