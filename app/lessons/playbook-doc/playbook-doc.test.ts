import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { aSource, PRODUCTS } from '#tests/makers/content.ts'
import { compilePlaybook } from '../playbook.server.ts'
import type { Playbook } from '../playbook.ts'
import { checkedDoc, DOC_LIMITS } from './check-doc.server.ts'
import type { DocNode, PlaybookDoc } from './doc.ts'
import { docOfPlaybook } from './doc-of-playbook.server.ts'
import { markdownOf } from './markdown-of-doc.ts'
import { playbookOfDoc } from './playbook-of-doc.server.ts'

const FOLDER = 'content/brackwater/playbooks'

/** The space between blocks says nothing. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll(/>(\\n)+</g, '><'))

async function read(text: string): Promise<Playbook> {
  const { compiled, problems } = await compilePlaybook(aSource(text), PRODUCTS)
  expect(problems).toEqual([])
  return compiled?.playbook as Playbook
}

function docOf(...content: DocNode[]): PlaybookDoc {
  return { type: 'doc', attrs: { title: 'A morning', summary: null, minutes: 15 }, content }
}

const text = (words: string, ...marks: DocNode['marks'] & object): DocNode => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 ? { marks } : {}),
})
const says = (...content: DocNode[]): DocNode => ({ type: 'paragraph', content })

const accepted = async (doc: PlaybookDoc): Promise<PlaybookDoc> => {
  const { doc: checked, refused } = await checkedDoc(doc)
  expect(refused).toBeNull()
  return checked as PlaybookDoc
}

test.for(readdirSync(FOLDER))(
  '%s is the same playbook after the editor’s document, and after its Markdown',
  async (file) => {
    const playbook = await read(readFileSync(`${FOLDER}/${file}`, 'utf8'))
    const doc = await accepted(docOfPlaybook(playbook))
    expect(plain(playbookOfDoc(doc))).toEqual(plain(playbook))
    expect(plain(await read(markdownOf(doc)))).toEqual(plain(playbook))
    expect(await accepted(doc)).toEqual(doc)
  },
)

test('words that look like markup are words again after the Markdown', async () => {
  const odd = 'Write {x} and {{y} *not* _so_ <b> [a](b) | # 1. `c` ~~d~~ & &amp; \\n 5 > 4'
  const doc = docOf(
    says(
      text(odd),
      text(' '),
      text('bold', { type: 'bold' }),
      text(' and '),
      text('both', { type: 'italic' }, { type: 'bold' }),
      text('`x`', { type: 'code' }, { type: 'bold' }),
    ),
    says(text('# no heading')),
    says(text('1. no list')),
    says(text('- nor this')),
    says(text('import of goods')),
    says({ type: 'variable', attrs: { name: 'session.date' } }, text(' at nine')),
    says(text('the form', { type: 'link', attrs: { href: 'https://x.example/a(b)' } })),
    { type: 'table', content: [row('tableHeader', 'a|b', 'c'), row('tableCell', odd, 'd')] },
    { type: 'bulletList', content: [{ type: 'listItem', content: [says(text('one')), says(text('more'))] }] },
    {
      type: 'taskList',
      attrs: { title: 'Say "so" & <go>' },
      content: [{ type: 'taskItem', content: [says(text('do'))] }],
    },
    { type: 'codeBlock', content: [text('a ``` b\n  {c}')] },
  )
  const checked = await accepted(doc)
  const again = await accepted(docOfPlaybook(await read(markdownOf(checked))))
  expect(linesIn(again)).toEqual(linesIn(checked))
})

const row = (type: string, ...cells: string[]): DocNode => ({
  type: 'tableRow',
  content: cells.map((words) => ({ type, content: [says(text(words))] })),
})

/** Without ids. */
function linesIn({ content }: PlaybookDoc): unknown {
  return JSON.parse(
    JSON.stringify(content, (key, value) => (key === 'id' ? undefined : value))
      .replaceAll('%28', '(')
      .replaceAll('%29', ')'),
  )
}

test('known places become variables, and an unknown one is refused by its name', async () => {
  const checked = await accepted(docOf(says(text('Hello {{ learner.firstName }}!'))))
  expect(checked.content[0]?.content).toEqual([
    text('Hello '),
    { type: 'variable', attrs: { name: 'learner.firstName' } },
    text('!'),
  ])
  const { refused } = await checkedDoc(docOf(says(text('Hello {{learner.fistName}}'))))
  expect(refused).toContain('Unknown variable {{learner.fistName}}. Did you mean')
})

test.for<[string, DocNode, string]>([
  [
    'a link that runs',
    says(text('x', { type: 'link', attrs: { href: 'javascript:alert(1)' } })),
    'The link to “javascript:',
  ],
  ['a link of data', says(text('x', { type: 'link', attrs: { href: 'data:text/html,x' } })), 'The link to “data:'],
  [
    'a picture of elsewhere',
    { type: 'image', attrs: { src: 'https://x.example/a.png', alt: '' } },
    'Pictures are those',
  ],
  ['an unknown node', { type: 'iframe' }, 'something that does not belong'],
  ['an unknown mark', says(text('x', { type: 'script' })), 'something that does not belong'],
  [
    'a part in a part',
    { type: 'callout', attrs: { kind: 'note', title: '' }, content: [{ type: 'agendaPart' }] },
    'something that does not belong',
  ],
  [
    'a part of no time',
    { type: 'agendaPart', attrs: { title: 'A', minutes: 0, who: '', module: '' }, content: [says()] },
    'needs minutes',
  ],
  ['a deep list', nested(8), 'too much inside each other'],
  ['a long text', says(text('x'.repeat(DOC_LIMITS.bytes))), 'at most 300 kB, and this one has 301 kB'],
])('%s is refused in words', async ([, node, words]) => {
  expect((await checkedDoc(docOf(node))).refused).toContain(words)
})

test('more pieces than a playbook holds are refused', async () => {
  const many = Array.from({ length: DOC_LIMITS.nodes + 1 }, () => ({ type: 'paragraph' }))
  expect((await checkedDoc(docOf(...many))).refused).toContain('at most 5000 pieces')
  for (const nothing of [
    null,
    'x',
    [],
    {},
    { type: 'doc', content: [null] },
    { type: 'doc', content: [{ content: 3 }] },
  ]) {
    expect((await checkedDoc(nothing)).refused).not.toBeNull()
  }
})

test('what the schema does not know is left out, and parts get ids that are their own', async () => {
  const hostile = { type: 'heading', attrs: { level: 2, id: 'one', onclick: 'x()' }, content: [text('A')] }
  const checked = await accepted(docOf(hostile, { ...hostile, content: [text('B')] }, says(text('C'))))
  expect(checked.content[0]).toEqual({ type: 'heading', attrs: { level: 2, id: 'one' }, content: [text('A')] })
  expect(new Set(checked.content.map(({ attrs }) => attrs?.id)).size).toBe(3)
})

function nested(levels: number): DocNode {
  const inner = levels > 0 ? [nested(levels - 1)] : []
  return { type: 'bulletList', content: [{ type: 'listItem', content: [says(text('x')), ...inner] }] }
}
