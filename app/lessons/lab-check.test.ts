import { expect, test } from 'vitest'
import { compiledModule, problemsIn, unmarked } from '#tests/makers/content.ts'

const SUBMIT = '<Action label="Submit" submits />'
const NO_END = 'This lab cannot end with success: no way leads to an action that `submits` without `to`.'

const lab = (...lines: string[]) => `<Lab id="enter" title="Enter">\n  Do it.\n\n${lines.join('\n')}\n</Lab>`
const screen = (id: string, ...lines: string[]) => [`<Screen id="${id}" title="T">`, ...lines, '</Screen>'].join('\n')
const field = (rest: string) => lab(screen('a', `<Field name="n" label="N" ${rest}`, SUBMIT))
const rows = (columns: string, row: string) => lab(screen('a', `<Rows columns="${columns}">${row}</Rows>`, SUBMIT))

/** `§` marks where the problem is told. Lines in messages are those of the file, behind three of front matter. */
const CANNOT_WORK: [what: string, marked: string, message: string][] = [
  ['no screen', `§${lab()}`, '<Lab> needs at least one <Screen>.'],
  [
    'no brief',
    `§<Lab id="x" title="X">\n${screen('a', SUBMIT)}\n</Lab>`,
    '<Lab> needs a brief: say before the first screen what is to be done.',
  ],
  [
    'a target without a time',
    `<Lab id="x" title="X" §target>\nDo it.\n\n${screen('a', SUBMIT)}\n</Lab>`,
    '“target” needs a “baseline”.',
  ],
  [
    'an action to a screen that is not there',
    lab(
      screen('list', '<Action label="New" to="header" />', '<Action label="Copy" §to="heder" />'),
      screen('header', SUBMIT),
    ),
    'There is no screen “heder” in this lab. Did you mean “header”? There are list, header.',
  ],
  [
    'a screen that nobody reaches',
    lab(screen('list', SUBMIT), screen('header', SUBMIT).replace('id=', '§id=')),
    'Nobody reaches the screen “header”: no action leads to it.',
  ],
  ['no way to end', `§${lab(screen('a', '<Action label="Say" says="Hello" />'))}`, NO_END],
  [
    'an end behind a critical error only',
    `§${lab(screen('a', '<Action label="Skip" to="b" error="skipped" critical />'), screen('b', SUBMIT))}`,
    NO_END,
  ],
  [
    'two screens of one name',
    lab(screen('a', SUBMIT), screen('a', SUBMIT).replace('id=', '§id=')),
    'Another screen is called “a” (line 7).',
  ],
  [
    'two fields of one name',
    lab(screen('a', '<Field name="n" label="N" />', '<Field §name="n" label="M" />', SUBMIT)),
    'Another field is called “n” (line 8).',
  ],
  [
    'an expectation that is no option',
    field('type="choice" options="A | B" §expect="C" />'),
    '“C” is not among the options. They are A or B.',
  ],
  ['a choice without options', field('§type="choice" />'), 'A field of type choice needs “options”, parted by |.'],
  ['options of a text', field('§options="A | B" />'), '“options” belong to fields of type choice or search.'],
  [
    'a date that is none',
    field('type="date" §expect="2026-02-30" />'),
    '“2026-02-30” cannot be read: a date is written 2026-03-03.',
  ],
  [
    'money as people type it',
    field('type="money" §expect="1,200.00" />'),
    '“1,200.00” cannot be read: money is written 1200.00.',
  ],
  [
    'a check box that expects a word',
    field('type="check" §expect="on" />'),
    '“on” cannot be read: it must be yes or no.',
  ],
  [
    'an error where anything is right',
    field('§error="typed-freely" />'),
    '“error” needs an “expect”: any value passes here.',
  ],
  [
    'a mistake that is right',
    field('expect="A"><Mistake §value="A" error="e" /></Field>'),
    '“A” is what the field expects; it cannot be a mistake as well.',
  ],
  [
    'a mistake that cannot be chosen',
    field('type="choice" options="A | B" expect="A"><Mistake §value="C" /></Field>'),
    '“C” is not among the options. They are A or B.',
  ],
  [
    'a field that nothing checks',
    lab(screen('a', '<Field name="n" label="N" §expect="1" />', '<Action label="On" to="b" />'), screen('b', SUBMIT)),
    'Nothing checks this field: no action of its screen `submits`.',
  ],
  [
    'an action that does nothing',
    lab(screen('a', '§<Action label="Look" />', SUBMIT)),
    'This action does nothing: give it `to`, `submits`, `error` or `says`.',
  ],
  [
    'an error that submits',
    lab(screen('a', '<Action label="Look" error="e" §submits />', SUBMIT)),
    'An action that is an error cannot submit.',
  ],
  [
    'a critical action without error',
    lab(screen('a', '<Action label="Look" says="x" §critical />', SUBMIT)),
    '“critical” needs an “error”: its type.',
  ],
  ['a row with too few cells', rows('A | B | C', '<Row §cells="1 | 2" />'), 'This row has 2 cells; 3 columns want 3.'],
  [
    'a row whose control has no column',
    rows('A | B', '<Row §cells="1 | 2"><Action label="Open" says="x" /></Row>'),
    'This row has 2 cells; 2 columns want 1, and its control in the last column.',
  ],
  [
    'a row whose field and action need a column each',
    rows('A | B', '<Row §cells="1"><Field name="n" label="N" /><Action label="Open" says="x" /></Row>'),
    'This row has 1 cells; 2 columns want 0, and its controls in the last 2 columns.',
  ],
  [
    'a row of three actions',
    rows('A | B', `§<Row cells="1">${'<Action label="Open" says="x" />'.repeat(3)}</Row>`),
    'A row holds at most two actions.',
  ],
]

test.for(CANNOT_WORK)('%s is told at its place', async ([, marked, message]) => {
  const { words, place } = unmarked(marked)
  expect(await problemsIn(words)).toEqual([`${place} ${message}`])
})

test('a lab may lead in circles, as long as one way ends', async () => {
  const { lesson } = await compiledModule(
    lab(screen('a', '<Action label="On" to="b" />'), screen('b', '<Action label="Back" to="a" />', SUBMIT)),
  )
  expect(lesson.rule.requirements).toEqual([{ need: 'task', block: 'enter' }])
})

test('a row may hold a field in each of several columns, and actions in the last', async () => {
  const controls = '<Field name="n" label="N" /><Field name="m" label="M" /><Action label="Split" says="x" />'
  const { lesson } = await compiledModule(rows('A | B | C | D', `<Row cells="1">${controls}</Row><Row cells="2" />`))
  expect(JSON.stringify(lesson)).toContain('"fields":[{"name":"n"')
})

test('a field without expectation may have values that are mistakes', async () => {
  const { lesson } = await compiledModule(field('><Mistake value="4690" error="number-used" /></Field>'))
  expect(JSON.stringify(lesson)).toContain('"error":"number-used"')
})

test('a search may foresee what people type in place of choosing', async () => {
  const { lesson } = await compiledModule(
    field(
      'type="search" options="Halden Papier" expect="Halden Papier"><Mistake value="halden" error="typed" /></Field>',
    ),
  )
  expect(JSON.stringify(lesson)).toContain('"error":"typed"')
})
