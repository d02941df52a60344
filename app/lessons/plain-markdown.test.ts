import { expect, test } from 'vitest'
import { aShelf, compiledModule, problemsIn } from '#tests/makers/content.ts'
import { type CompiledModule, compileModule } from './module.server.ts'

const compiled = (words: string, media = {}) => compiledModule(words, { format: 'md', media })
const htmlOf = ({ lesson }: CompiledModule) =>
  lesson.blocks
    .flatMap((block) => (block.kind === 'section' ? block.nodes : []))
    .map((node) => ('html' in node ? node.html : ''))
    .join('\n')

test('a Markdown file from elsewhere with only a title is a lesson', async () => {
  const text =
    '# Wash your hands\n\nBefore eating.\n\n## Notes\n\n    indented code {x}\n\n## Notes\n\n<!-- nobody sees this -->\n\nimport soap from "shop"\n'
  const source = { path: 'hands.md', format: 'md' as const, text, media: {} }
  const { compiled: module, problems } = await compileModule(source, { oldProduct: 'A', newProduct: 'B' })
  expect(problems).toEqual([])
  expect(module?.lesson).toMatchObject({
    title: 'Wash your hands',
    kind: 'lesson',
    rule: { requirements: [{ need: 'confirmation' }] },
  })
  expect(module?.lesson.blocks.map(({ id }) => id)).toEqual(['start', 'notes', 'notes-2'])
  expect(JSON.stringify(module?.lesson)).toContain('import soap from')
  expect(JSON.stringify(module?.lesson)).not.toContain('nobody')
})

const REFUSED: [what: string, words: string, place: string, message: string][] = [
  ['a script', 'Text.\n\n<script>alert(1)</script>', '3:1', '<script> cannot be used.'],
  ['a script among words', 'Text <script src="x.js"></script> text.', '1:6', '<script> cannot be used.'],
  ['a frame', '<iframe src="https://example.com"></iframe>', '1:1', '<iframe> cannot be used.'],
  ['a form', '<form><p>x</p></form>', '1:1', '<form> cannot be used.'],
  ['a drawing', '<svg></svg>', '1:1', '<svg> cannot be used.'],
  ['a style sheet', 'a\n\n<style>p { color: red }</style>', '3:1', '<style> cannot be used.'],
  [
    'an event handler',
    'One.\n\n<p onclick="alert(1)">Two</p>',
    '3:1',
    'The attribute “onclick” cannot be used: authors cannot run code.',
  ],
  [
    'an event handler in capitals',
    '<p ONMOUSEOVER="alert(1)">Two</p>',
    '1:1',
    'The attribute “onmouseover” cannot be used: authors cannot run code.',
  ],
  [
    'a javascript: link',
    '[a](javascript:alert(1))',
    '1:1',
    "A link cannot lead to “javascript:alert(1)”. Write a module's slug, #id, media/name, or an address with https:// or mailto:.",
  ],
  [
    'a javascript: link in HTML',
    'a\n\n<p><a href="java&#10;script:alert(1)">x</a></p>',
    '3:4',
    "A link cannot lead to “java script:alert(1)”. Write a module's slug, #id, media/name, or an address with https:// or mailto:.",
  ],
]

test.for(REFUSED)('%s in HTML is refused with its place', async ([, words, place, message]) => {
  expect(await problemsIn(words, { format: 'md' })).toContain(`${place} ${message}`)
})

test('a data: picture is refused', async () => {
  expect(await problemsIn('<img src="data:image/png;base64,AAAA" alt="x">', { format: 'md' })).toEqual([
    '1:1 A picture must name a file of the media folder, as in media/name.png, not “data:image/png;base64,AAAA”.',
  ])
})

test('HTML that only marks up stays, and what could touch the page is dropped', async () => {
  const html = htmlOf(
    await compiled(
      '<p class="top" style="position:fixed" id="main" align="center">Press <kbd>F2</kbd></p>\n\n<details><summary>More</summary>Text</details>\n\n<custom-menu>kept words</custom-menu>',
    ),
  )
  expect(html).toContain('<p>Press <kbd>F2</kbd></p>')
  expect(html).toContain('<details><summary>More</summary>Text</details>')
  expect(html).toContain('kept words')
  expect(html).not.toMatch(/style=|class=|id=|align=|custom-menu/)
})

test('a picture of the web becomes a link, because pages load nothing from outside', async () => {
  const html = htmlOf(
    await compiled('![A chart](https://example.com/chart.png) and ![Own](media/own.png)', aShelf('own.png')),
  )
  expect(html).toContain('<a href="https://example.com/chart.png">A chart</a>')
  expect(html).toContain('<img src="/media/hash-of-own-png.png" alt="Own"')
})

test('a heading written as HTML opens a block too', async () => {
  const { lesson } = await compiled('<h2>Raw heading</h2>\n\nText.')
  expect(lesson.blocks.map(({ id, title }) => [id, title])).toEqual([['raw-heading', 'Raw heading']])
})

test('the vocabulary is not there in .md', async () => {
  const module = await compiled('<Callout kind="note">Text</Callout>')
  expect(htmlOf(module)).not.toContain('callout')
})

test('a file longer than 256 kB is refused unread', async () => {
  expect(await problemsIn('a '.repeat(140_000), { format: 'md' })).toEqual([
    '-2:1 This file is longer than 256 kB. Split it into several.',
  ])
})
