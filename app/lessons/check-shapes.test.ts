import { expect, test } from 'vitest'
import { compiledModule, problemsIn, unmarked } from '#tests/makers/content.ts'
import { type CheckKey, type CheckQuestion, pairOf } from './questions.ts'
import type { CheckBlock } from './tree.ts'

const check = (questions: string, attributes = '') => `<Check id="c" title="C"${attributes}>\n${questions}\n</Check>`
const ask = (answers: string, attributes = '') =>
  check(`<Question id="q"${attributes}>\nWhat?\n\n${answers}\n</Question>`)

const CHOICES = '<Choice right>This</Choice>\n<Choice>That</Choice>'
const ITEMS = '<Item>First</Item>\n<Item>Second</Item>'
const PAIRS = '<Pair with="Inbox">Approve</Pair>\n<Pair with="Bank">Pay</Pair>'

/** `§` marks where the problem is told. */
const WRONG: [what: string, marked: string, message: string][] = [
  [
    'a question without answers',
    check('§<Question id="q">What?</Question>'),
    '<Question> needs at least two choices, or instead of them <Item>s in their order, <Pair>s, one <Number> or one <Text>.',
  ],
  [
    'answers of two kinds',
    ask(`${CHOICES}\n§<Item>First</Item>`),
    '<Item> cannot stand beside <Choice>: a question has answers of one kind.',
  ],
  [
    'one item',
    check('§<Question id="q">\nWhat?\n\n<Item>First</Item>\n</Question>'),
    '<Question> needs at least two items to put in order.',
  ],
  [
    'one pair',
    check('§<Question id="q">\nWhat?\n\n<Pair with="a">A</Pair>\n</Question>'),
    '<Question> needs at least two pairs.',
  ],
  [
    'pairs that all lead to the same',
    check('§<Question id="q">\nWhat?\n\n<Pair with="a">A</Pair>\n<Pair with="a">B</Pair>\n</Question>'),
    'All pairs have the same answer: there is nothing to choose.',
  ],
  [
    'the same choice twice',
    ask('<Choice right>Same</Choice>\n§<Choice>Same</Choice>'),
    'This choice says the same as another (line 8).',
  ],
  ['the same item twice', ask('<Item>Same</Item>\n§<Item>Same</Item>'), 'This item says the same as another (line 8).'],
  [
    'a number that is none',
    ask('<Number §is="1.200,00" />'),
    '“is” of <Number> must be a number as in 1200 or 0.5, without separators.',
  ],
  [
    'a tolerance that is none',
    ask('<Number is="1200" §within="a bit" />'),
    '“within” of <Number> must be a number as in 0.5, or a share as in 2%.',
  ],
  [
    'two numbers',
    ask('<Number is="1" />\n§<Number is="2" />'),
    'A question has one <Number>; a range is one with `within`.',
  ],
  [
    'two texts',
    ask('<Text is="a" />\n§<Text is="b" />'),
    'A question has one <Text>; several right answers are parted by |.',
  ],
  ['an empty variant', ask('<Text §is="a | | b" />'), 'One of the answers of <Text> is empty.'],
  [
    'a wrong answer that is right',
    ask('<Number is="10" within="1" />\n<Wrong §is="10.5" says="No." />'),
    '“10.5” is right by this question, so it cannot be wrong.',
  ],
  [
    'a wrong text that is right',
    ask('<Text is="Credit note" />\n<Wrong §is="créditnote" says="No." />'),
    '“créditnote” is right by this question, so it cannot be wrong.',
  ],
  [
    'a wrong number that is no number',
    ask('<Number is="10" />\n<Wrong §is="ten" says="No." />'),
    '“is” of <Wrong> must be a number here, as in 1200 or 0.5.',
  ],
  [
    'a wrong answer beside choices',
    ask(`${CHOICES}\n§<Wrong is="x" says="No." />`),
    '<Wrong> stands beside <Number> or <Text>; other answers say themselves what is told of them.',
  ],
  ['several of an order', ask(ITEMS, ' §multiple'), '`multiple` is for questions with choices.'],
  [
    'more to choose without pairs',
    ask(ITEMS, ' §also="x"'),
    '`also` names further answers to choose from, for questions with pairs.',
  ],
  ['a fixed number', ask('<Number is="1" />', ' §fixed'), '`fixed` is for questions with choices or pairs.'],
  [
    'words of a question with choices',
    ask(CHOICES, ' §says="No."'),
    'Each choice says for itself what is told of it: write `says` there.',
  ],
  [
    'a draw of more than there is',
    check(`<Question id="q">\nWhat?\n\n${CHOICES}\n</Question>`, ' §draw="2"'),
    'The check has 1 questions and cannot draw 2.',
  ],
  [
    'a draw that is no number',
    check(`<Question id="q">\nWhat?\n\n${CHOICES}\n</Question>`, ' §draw="all"'),
    '“draw” of <Check> must be a whole number from 1, not “all”.',
  ],
  [
    'a pass mark over 100',
    check(`<Question id="q">\nWhat?\n\n${CHOICES}\n</Question>`, ' §pass="101"'),
    '“pass” of <Check> must be a whole number from 1 to 100, not “101”.',
  ],
]

test.for(WRONG)('%s is told at its place', async ([, marked, message]) => {
  const { words, place } = unmarked(marked)
  expect(await problemsIn(words)).toEqual([`${place} ${message}`])
})

async function compiled(words: string): Promise<{ block: CheckBlock; key: CheckKey }> {
  const { lesson, keys } = await compiledModule(words)
  const block = lesson.blocks.find((one) => one.kind === 'check')
  if (block?.kind !== 'check') throw new Error('no check')
  return { block, key: keys.c ?? {} }
}
const only = ({ block }: { block: CheckBlock }) => block.definition.questions[0] as CheckQuestion

test('items keep their right order in the key alone', async () => {
  const one = await compiled(
    ask(
      '<Item says="Before all else.">Open it</Item>\n<Item>Read *it*</Item>\n<Item>Post it</Item>',
      ' says="Not so."',
    ),
  )
  const question = only(one)
  if (question.kind !== 'order') throw new Error('no order')
  expect(question.items.map(({ html }) => html).sort()).toEqual(['Open it', 'Post it', 'Read <em>it</em>'])
  const idOf = (html: string) => question.items.find((item) => item.html === html)?.id ?? ''
  expect(one.key.q).toEqual({
    kind: 'order',
    order: [idOf('Open it'), idOf('Read <em>it</em>'), idOf('Post it')],
    items: { [idOf('Open it')]: 'Before all else.', [idOf('Read <em>it</em>')]: null, [idOf('Post it')]: null },
    says: 'Not so.',
  })
})

test('pairs come apart: what can be chosen stands in a list of its own, with what fits nothing', async () => {
  const one = await compiled(
    ask('<Pair with="Inbox" says="In the Inbox.">Approve</Pair>\n<Pair with="Bank">Pay</Pair>', ' also="Archive"'),
  )
  const question = only(one)
  if (question.kind !== 'pairs') throw new Error('no pairs')
  expect(question.rights.map(({ words }) => words)).toEqual(['Archive', 'Bank', 'Inbox'])
  const left = (html: string) => question.lefts.find((item) => item.html === html)?.id ?? ''
  const right = (words: string) => question.rights.find((item) => item.words === words)?.id ?? ''
  expect(one.key.q).toEqual({
    kind: 'pairs',
    pairs: {
      [left('Approve')]: { right: right('Inbox'), says: 'In the Inbox.' },
      [left('Pay')]: { right: right('Bank'), says: null },
    },
    says: null,
  })
  expect(pairOf(left('Pay'), right('Bank'))).toMatch(/^[0-9a-f]{8}=[0-9a-f]{8}$/)
})

test('a number has its tolerance and unit, a text its variants; what is right is in the key alone', async () => {
  const number = await compiled(
    ask(
      '<Number is="1200" within="2%" unit="EUR" says="Net." />\n<Wrong is="1440" says="Gross." />',
      ' says="See the paper."',
    ),
  )
  expect(only(number)).toEqual({ id: 'q', html: '<p>What?</p>', kind: 'number', unit: 'EUR' })
  expect(number.key.q).toEqual({
    kind: 'number',
    ...{ is: 1200, within: 24, unit: 'EUR', praise: 'Net.', says: 'See the paper.' },
    wrong: [{ is: '1440', says: 'Gross.' }],
  })
  const text = await compiled(ask('<Text is="Credit note | Gutschrift" />'))
  expect(only(text)).toEqual({ id: 'q', html: '<p>What?</p>', kind: 'text' })
  expect(text.key.q).toEqual({
    kind: 'text',
    accepts: ['Credit note', 'Gutschrift'],
    wrong: [],
    praise: null,
    says: null,
  })
})

test('a check is shuffled and asked whole, unless it says otherwise', async () => {
  const usual = await compiled(ask(CHOICES))
  expect(usual.block.definition).toMatchObject({ shuffle: true })
  expect(usual.block.definition.draw).toBeUndefined()
  const question = `<Question id="q">\nWhat?\n\n${CHOICES}\n</Question>`
  const fixed = await compiled(check(question, ' fixed draw="1" pass="60"'))
  expect(fixed.block.definition).toMatchObject({ draw: 1, pass: 60, questions: [{ fixed: true }] })
  expect(fixed.block.definition.shuffle).toBeUndefined()
})

test('a check may ask for a share of its own', async () => {
  const question = `<Question id="q">\nWhat?\n\n${CHOICES}\n</Question>`
  const { lesson } = await compiledModule(
    `${check(question, ' pass="60"')}\n\n${check(question).replace('"c"', '"d"')}`,
  )
  expect(lesson.rule.requirements).toEqual([
    { need: 'check', block: 'c', mark: 60 },
    { need: 'check', block: 'd', mark: 80 },
  ])
})

/** Every way of writing which of the answers is right. */
const SAME: [what: string, one: string, other: string][] = [
  ['choices', ask(CHOICES), ask('<Choice>This</Choice>\n<Choice right>That</Choice>')],
  ['items', ask(ITEMS), ask('<Item>Second</Item>\n<Item>First</Item>')],
  ['pairs', ask(PAIRS), ask('<Pair with="Bank">Approve</Pair>\n<Pair with="Inbox">Pay</Pair>')],
  ['a number', ask('<Number is="1" />'), ask('<Number is="2" within="7" />')],
  ['a text', ask('<Text is="a" />'), ask('<Text is="b | c" />\n<Wrong is="a" says="No." />')],
]

test.for(SAME)('from what the browser gets of %s nobody can tell which is right', async ([, one, other]) => {
  const [first, second] = [await compiled(one), await compiled(other)]
  expect(first.block.definition).toEqual(second.block.definition)
  expect(first.key).not.toEqual(second.key)
})

test('in what order choices were written is not to be seen either', async () => {
  const first = await compiled(ask('<Choice right>A</Choice>\n<Choice>B</Choice>\n<Choice>C</Choice>'))
  const second = await compiled(ask('<Choice>C</Choice>\n<Choice>B</Choice>\n<Choice right>A</Choice>'))
  expect(first.block.definition).toEqual(second.block.definition)
})

test('search finds the questions of a check, not its answers', async () => {
  const { words } = await compiledModule(`## Section\n\n${ask(ITEMS)}`)
  expect(words.c).toContain('What?')
  expect(words.c).not.toContain('First')
})

test('only what is asked makes a check another one, not how it is ordered or passed', async () => {
  const question = `<Question id="q">\nWhat?\n\n${CHOICES}\n</Question>`
  const plain = (await compiled(check(question))).block.hash
  expect((await compiled(check(question, ' fixed pass="60"'))).block.hash).toBe(plain)
  expect((await compiled(check(question, ' draw="1"'))).block.hash).not.toBe(plain)
})
