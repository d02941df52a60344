import { expect, test } from 'vitest'
import { compiledModule, problemsIn, unmarked } from '#tests/makers/content.ts'

const lab = (...lines: string[]) => `<Lab id="enter" title="Enter">\n  Do it.\n\n${lines.join('\n')}\n</Lab>`
const screen = (id: string, ...lines: string[]) => [`<Screen id="${id}" title="T">`, ...lines, '</Screen>'].join('\n')
const SUBMIT = '<Action label="Submit" submits />'
const net = '<Field name="net" label="Net" type="money" />'
const onNet = (condition: string) => lab(screen('a', net, `<If ${condition}>Large.</If>`, SUBMIT))
const turn = (attributes: string) =>
  lab(screen('a', net, `<Action label="Save" submits>${attributes}</Action>`), screen('b', SUBMIT))
const files = (
  rest: string,
  set = '<Files name="desk" label="Desk"><File name="bill.pdf" /><File name="note.pdf" /></Files>',
) => lab(screen('a', set, `<Field name="paper" label="Paper" type="file" ${rest}`, SUBMIT))
const sum = (rest: string, ...fields: string[]) => lab(screen('a', ...fields, `<Sum ${rest} />`, SUBMIT))
const amount = (name: string, rest = 'expect="600.00"') => `<Field name="${name}" label="A" type="money" ${rest} />`

/** `§` marks where the problem is told. */
const CANNOT_WORK: [what: string, marked: string, message: string][] = [
  ['a condition on nothing', onNet('').replace('<If', '§<If'), '<If> needs a condition: “field”, “after” or “before”.'],
  [
    'a condition on a field that is not there',
    onNet('§field="nett" is="1.00"'),
    'There is no field “nett” in this lab. Did you mean “net”? There are net.',
  ],
  ['two conditions', onNet('field="net" filled §after="a"'), '<If> has one condition: “field” or “after”, not both.'],
  [
    'a field that is not asked anything',
    onNet('§field="net"'),
    'A condition on a field has one of “is”, “not”, “filled” or “empty”.',
  ],
  [
    'a field that is asked two things',
    onNet('field="net" filled §empty'),
    'A condition on a field has one of “is”, “not”, “filled” or “empty”.',
  ],
  ['a value that is none', onNet('field="net" §is="> many"'), '“many” cannot be read: money is written 1200.00.'],
  [
    'a choice that is not offered',
    lab(
      screen(
        'a',
        '<Field name="way" label="Way" type="choice" options="Post | Mail" />',
        '<If field="way" §is="Post | Fax">Slow.</If>',
        SUBMIT,
      ),
    ),
    '“Fax” is not among the options. They are Post or Mail.',
  ],
  [
    'a comparison of words',
    lab(screen('a', '<Field name="note" label="Note" />', '<If field="note" §is="> 5">Long.</If>', SUBMIT)),
    'Only money, numbers and dates can be compared; “note” is of type text.',
  ],
  [
    'an empty part',
    onNet('field="net" filled').replace('Large.', '').replace('<If', '§<If'),
    '<If> is empty: put what depends on it between its tags.',
  ],
  [
    'an order after what nobody can do',
    lab(screen('a', '<Action label="Go" to="b" §after="call" />'), screen('b', SUBMIT)),
    'No screen and no action has the name “call”. There are a, b.',
  ],
  [
    'an order after the beginning',
    lab(screen('a', '<Action label="Go" to="b" §after="a" />'), screen('b', SUBMIT)),
    'The lab starts on the screen “a”, so it was opened from the beginning.',
  ],
  [
    'an order after itself',
    lab(screen('a', '<Action label="Go" name="go" to="b" §after="go" />'), screen('b', SUBMIT)),
    'Nothing can come after itself.',
  ],
  [
    'words for what is never too early',
    lab(screen('a', '<Action label="Go" to="b" §early="Wait." />'), screen('b', SUBMIT)),
    '“early” needs an “after”: what comes first.',
  ],
  [
    'an action of a screen’s name',
    lab(screen('a', '<Action label="Go" §name="b" to="b" />'), screen('b', SUBMIT)),
    'A screen is called “b” as well.',
  ],
  [
    'a turn to a screen that is not there',
    turn('<When field="net" is="> 5.00" §to="c" />').replace(screen('b', SUBMIT), ''),
    'There is no screen “c” in this lab. There are a.',
  ],
  [
    'a turn that changes nothing',
    turn('§<When field="net" is="> 5.00" />').replace(screen('b', SUBMIT), ''),
    'Nothing is different under this condition: give it `to`, `error` or `says`.',
  ],
  [
    'a turn that is never taken',
    lab(
      screen(
        'a',
        '<Field name="net" label="Net" type="money" expect="4.00" />',
        '<Action label="Save" submits>',
        '§<When field="net" is="> 5.00" says="Large." />',
        '</Action>',
      ),
    ),
    'This never happens: with the expected values, its condition does not hold here, or one above it always does.',
  ],
  [
    'a screen behind a condition that never holds',
    lab(
      screen(
        'a',
        '<Field name="net" label="Net" type="money" expect="4.00" />',
        '<Action label="Save" submits to="c">',
        '<When field="net" is="4.00" to="c" />',
        '</Action>',
      ),
      screen('b', '<Action label="On" to="c" />').replace('id=', '§id='),
      screen('c', SUBMIT),
    ),
    'Nobody reaches the screen “b”: no action leads to it.',
  ],
  [
    'what is never seen',
    lab(screen('a', '<Action label="On" to="b" />'), screen('b', '§<If before="b">', 'Not yet.', '</If>', SUBMIT)),
    'Nobody ever sees this: its condition never holds here.',
  ],
  [
    'an end that comes after what comes after it',
    `§${lab(
      screen('a', '<Action label="On" to="b" />'),
      screen(
        'b',
        '<Action label="Call" name="called" says="Called." after="paid" />',
        '<Action label="Pay" name="paid" says="Paid." after="called" />',
        '<Action label="End" submits after="paid" />',
      ),
    )}`,
    'This lab cannot end with success: its conditions, orders and expected values let nobody come to an action that `submits` without `to`.',
  ],
  [
    'guided mode without a way',
    `§${lab(screen('a', '<Action label="Skip" to="b" error="skipped" />'), screen('b', SUBMIT))}`,
    'Guided mode has no way through this lab: every way to its end passes an error.',
  ],
  [
    'a file that is not offered',
    files('files="desk" §expect="bil.pdf" />'),
    '“bil.pdf” is not among the files that are offered. Did you mean “bill.pdf”? They are bill.pdf or note.pdf.',
  ],
  ['files that are not there', files('§files="mail" />'), 'This screen has no <Files> “mail”. There are desk.'],
  [
    'a drop without files',
    files('/>').replace('type="file"', '§type="file"'),
    'A field of type file needs “files”: the name of <Files> on its screen.',
  ],
  [
    'no file',
    files('files="desk" />', '§<Files name="desk" label="Desk"></Files>'),
    '<Files> needs at least one <File>.',
  ],
  [
    'a required check box',
    lab(screen('a', '<Field name="seen" label="Seen" type="check" §required />', SUBMIT)),
    'A check box that has to be set is written expect="yes".',
  ],
  [
    'a required field that nothing checks',
    lab(
      screen('a', '<Field name="why" label="Why" type="long" §required />', '<Action label="On" to="b" />'),
      screen('b', SUBMIT),
    ),
    'Nothing checks this field: no action of its screen `submits`.',
  ],
  [
    'a sum of what is not there',
    sum('§of="one | two" equals="1200.00"', amount('one')),
    'There is no field “two” on this screen.',
  ],
  [
    'a sum of words',
    sum('§of="note" equals="1200.00"', '<Field name="note" label="N" expect="A" />'),
    'Only money and numbers can be added up; “note” is of type text.',
  ],
  [
    'a sum of whatever is entered',
    sum('§of="one" equals="1200.00"', amount('one', '')),
    '“one” needs an “expect”: guided mode has to know what adds up.',
  ],
  [
    'a sum that never agrees',
    sum('of="one | two" equals="1000.00"', amount('one'), amount('two')).replace('<Sum', '§<Sum'),
    'The expected values of these fields never add up to this.',
  ],
]

test.for(CANNOT_WORK)('%s is told at its place', async ([, marked, message]) => {
  const { words, place } = unmarked(marked)
  expect(await problemsIn(words)).toEqual([`${place} ${message}`])
})

test('a lab with too many conditions is refused, not walked for ever', async () => {
  const many = Array.from({ length: 12 }, (_, place) => `n${place}`)
  const fields = many.map((name) => `<Field name="${name}" label="N" type="money" />`)
  const parts = many.map((name) => `<If field="${name}" is="> 5.00">Large.</If>`)
  expect(await problemsIn(lab(screen('a', ...fields, ...parts, SUBMIT)))).toEqual([
    '1:1 This lab has too many ways to be walked through: use fewer conditions, or fewer fields in them.',
  ])
})

test('a path that depends on what was entered and on what was done is walked to its end', async () => {
  const { lesson } = await compiledModule(
    lab(
      screen(
        'a',
        net,
        '<Action label="Call" name="called" says="Logged." />',
        '<Action label="Save" submits>',
        '<When field="net" is="> 5000.00" to="second" />',
        '</Action>',
      ),
      '<Screen id="second" title="T" after="called" early="Call first.">',
      SUBMIT,
      '</Screen>',
    ),
  )
  expect(lesson.rule.requirements).toEqual([{ need: 'task', block: 'enter' }])
})
