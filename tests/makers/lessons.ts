import { createHash } from 'node:crypto'
import type { LabDefinition } from '#app/lessons/definitions.ts'
import type { CheckDefinition, CheckKey, CheckKeys } from '#app/lessons/questions.ts'
import { completionRuleOf, type WrittenRule } from '#app/lessons/rule.ts'
import type { Block, CheckBlock, Lesson, ModuleKind, SectionBlock, TaskBlock, VideoBlock } from '#app/lessons/tree.ts'

/** A block without its hash, which follows from what it says. */
type Piece<Of extends Block> = Omit<Of, 'hash'>

export const aSection = (id: string, words = 'Something to read.'): Piece<SectionBlock> => ({
  kind: 'section',
  id,
  title: `About ${id}`,
  parent: null,
  nodes: [{ html: `<p>${words}</p>` }],
})

/** Two screens: *New* leads to a header with a net amount, *Submit* ends it. *Import* is a wrong path, *Pay* critical. */
export function aLabDefinition(brief = 'Enter invoice 4711.'): LabDefinition {
  const action = { to: null, submits: false, error: null, critical: false, says: null, hint: null, primary: false }
  const field = { options: [], value: '', hint: null, says: null, critical: false, mistakes: [] }
  return {
    setting: 'lab',
    html: `<p>${brief}</p>`,
    baseline: { ms: 190_000, source: 'old' },
    screens: [
      {
        id: 'list',
        title: 'Invoices',
        place: ['Invoices'],
        hint: 'Begin with New.',
        parts: [
          { part: 'action', action: { ...action, id: 'list/new', label: 'New', to: 'header' } },
          {
            part: 'action',
            action: { ...action, id: 'list/import', label: 'Import', error: 'wrong-path', says: 'No.' },
          },
          { part: 'action', action: { ...action, id: 'list/pay', label: 'Pay', error: 'paid-unseen', critical: true } },
        ],
      },
      {
        id: 'header',
        title: 'New invoice',
        place: ['Invoices', 'New'],
        hint: null,
        parts: [
          {
            part: 'field',
            field: {
              ...field,
              name: 'net',
              label: 'Net amount',
              type: 'money',
              expect: ['1200.00'],
              error: 'wrong-value',
              mistakes: [{ value: '1440.00', error: 'gross-as-net', says: 'That is gross.', critical: false }],
            },
          },
          {
            part: 'field',
            field: {
              ...field,
              name: 'date',
              label: 'Date',
              type: 'date',
              expect: ['2026-03-03'],
              error: 'wrong-value',
            },
          },
          { part: 'action', action: { ...action, id: 'header/back', label: 'Back', to: 'list' } },
          { part: 'action', action: { ...action, id: 'header/submit', label: 'Submit', submits: true, says: 'Done.' } },
        ],
      },
    ],
  }
}

export const aLab = (id: string, brief?: string): Piece<TaskBlock> => ({
  kind: 'task',
  id,
  title: `Practise ${id}`,
  parent: null,
  definition: aLabDefinition(brief),
})

export const anOutsideTask = (id: string, words = 'Do it in the sandbox.'): Piece<TaskBlock> => ({
  kind: 'task',
  id,
  title: `Do ${id}`,
  parent: null,
  definition: { setting: 'outside', html: `<p>${words}</p>`, where: 'Meridian sandbox', baseline: null },
})

/** Two questions; right are choice `1` of `q1`, and choices `1` and `2` of `q2`. */
export const aCheck = (id: string, words = 'Which amount?'): Piece<CheckBlock> => {
  const choices = ['1', '2', '3'].map((choice) => ({ id: choice, html: `Choice ${choice}` }))
  return {
    kind: 'check',
    id,
    title: `Check ${id}`,
    parent: null,
    definition: {
      html: '',
      questions: [
        { id: 'q1', html: words, multiple: false, choices },
        { id: 'q2', html: words, multiple: true, choices },
      ],
    },
  }
}

export const RIGHT_ANSWERS = { q1: ['1'], q2: ['2', '1'] }
export const HALF_RIGHT_ANSWERS = { q1: ['1'], q2: ['2'] }

const KEY = {
  q1: choiceKeys('1'),
  q2: choiceKeys('1', '2'),
}

function choiceKeys(...right: string[]) {
  return Object.fromEntries(['1', '2', '3'].map((id) => [id, { right: right.includes(id), says: `Said of ${id}.` }]))
}

/** A film of 100 seconds. */
export const aVideo = (id: string): Piece<VideoBlock> => ({
  kind: 'video',
  id,
  title: `Film ${id}`,
  parent: null,
  definition: {
    src: '/media/a.mp4',
    type: 'video/mp4',
    captions: '/media/a.vtt',
    poster: null,
    seconds: 100,
    html: '<p>Words.</p>',
  },
})

/** A check of these questions. */
export const aCheckOf = (id: string, definition: CheckDefinition): Piece<CheckBlock> => ({
  kind: 'check',
  ...{ id, title: `Check ${id}`, parent: null, definition },
})

/** A question of every kind. Right: `b`; order `a b c`; `1` with `x`, `2` with `y`; 7 give or take 0.5; "Credit note". */
export function everyKind(): { check: CheckDefinition; key: CheckKey } {
  const items = ['a', 'b', 'c'].map((id) => ({ id, html: `Item ${id}` }))
  const asked = (id: string) => ({ id, html: `<p>About ${id}?</p>` })
  return {
    check: {
      html: '',
      shuffle: true,
      questions: [
        { ...asked('choose'), multiple: false, choices: items },
        { ...asked('order'), kind: 'order', items: [...items].reverse() },
        {
          ...asked('match'),
          kind: 'pairs',
          lefts: ['1', '2'].map((id) => ({ id, html: `Left ${id}` })),
          rights: ['x', 'y', 'z'].map((id) => ({ id, words: `Right ${id}` })),
        },
        { ...asked('number'), kind: 'number', unit: 'days' },
        { ...asked('words'), kind: 'text' },
      ],
    },
    key: {
      choose: Object.fromEntries(items.map(({ id }) => [id, { right: id === 'b', says: `Said of ${id}.` }])),
      order: { kind: 'order', order: ['a', 'b', 'c'], items: { a: 'First.', b: null, c: null }, says: 'Not so.' },
      match: {
        kind: 'pairs',
        pairs: { '1': { right: 'x', says: 'One is x.' }, '2': { right: 'y', says: null } },
        says: 'Look again.',
      },
      number: {
        kind: 'number',
        ...{ is: 7, within: 0.5, unit: 'days' },
        wrong: [{ is: '14', says: 'That is two weeks.' }],
        ...{ praise: 'A week.', says: 'Count the weekend, too.' },
      },
      words: {
        kind: 'text',
        accepts: ['Credit note', 'Gutschrift über'],
        wrong: [{ is: 'Debit note', says: 'The other way round.' }],
        ...{ praise: null, says: 'It reduces what is owed.' },
      },
    },
  }
}

export const EVERY_KIND_RIGHT = {
  choose: ['b'],
  order: ['a', 'b', 'c'],
  match: ['2=y', '1=x'],
  number: ['7'],
  words: ['credit note'],
}

type LessonParts = {
  title?: string
  kind?: ModuleKind
  summary?: string | null
  minutes?: number
  complete?: WrittenRule
  blocks?: readonly (Piece<SectionBlock> | Piece<TaskBlock> | Piece<CheckBlock> | Piece<VideoBlock>)[]
  /** of checks other than `aCheck`, by block */
  keys?: CheckKeys
}

/** A compiled module; without blocks, one section to read. */
export function aLesson(parts: LessonParts = {}): { lesson: Lesson; keys: CheckKeys } {
  const kind = parts.kind ?? 'lesson'
  const blocks = (parts.blocks ?? [aSection('start')]).map((block) => ({ ...block, hash: hashOf(block) }) as Block)
  const lesson: Lesson = {
    title: parts.title ?? 'Enter a supplier invoice',
    kind,
    summary: parts.summary ?? null,
    minutes: parts.minutes ?? 6,
    rule: completionRuleOf(kind, parts.complete ?? {}, blocks),
    blocks,
  }
  const checks = blocks.filter((block) => block.kind === 'check')
  return { lesson, keys: { ...Object.fromEntries(checks.map(({ id }) => [id, KEY])), ...parts.keys } }
}

/** As the compiler does it: what is taught counts, the id does not. */
function hashOf(block: { id: string }): string {
  return createHash('sha256')
    .update(JSON.stringify({ ...block, id: '' }))
    .digest('hex')
}
