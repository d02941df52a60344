import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actionsOf, fieldsOf } from '#app/lessons/definitions.ts'
import { aLabWith, anInvolvedLab } from '#tests/makers/labs.ts'
import { aLabDefinition } from '#tests/makers/lessons.ts'
import { type LabPress, type LabState, type Pressed, press, replay, screenOf, startLab, valuesOn } from './lab.ts'
import { guideOf, rightPress } from './lab-guide.ts'
import { labSteps } from './lab-route.ts'

const lab = await anInvolvedLab()
const RIGHT = {
  ...{ paper: 'bill.pdf', number: '4711', date: '3.3.2026', net: '1,200.00' },
  ...{ account: '4630', one: '900', centre: '110', two: '300', urgent: 'No' },
}
const onEntry = press(lab, startLab(lab), 'list/new', {}).state
const submit = (entered: Record<string, string>, from: LabState = onEntry): Pressed =>
  press(lab, from, 'entry/submit', { ...RIGHT, ...entered })
const errorsOf = ({ errors }: Pressed) => errors.map(({ type, critical }) => (critical ? `${type}, critical` : type))

/** Somebody who has opened the sheet, and may have called. */
function afterSheet({ called }: { called: boolean }): LabState {
  const sheet = press(lab, startLab(lab), 'list/sheet', {}).state
  const read = called ? press(lab, sheet, 'sheet/call', {}).state : sheet
  return press(lab, press(lab, read, 'sheet/back', {}).state, 'list/new', {}).state
}

test('a part under a condition is there, and checked, only while that holds', () => {
  const names = (state: LabState) => fieldsOf(screenOf(lab, state)).map(({ name }) => name)
  expect(names(onEntry)).not.toContain('why')
  expect(names({ ...onEntry, values: { ...onEntry.values, urgent: 'Yes' } })).toContain('why')
  expect(submit({}).done).toBe(true)
  expect(submit({ urgent: 'Yes' }, afterSheet({ called: true })).state.fieldErrors).toEqual({
    why: 'This is still empty.',
  })
})

test('where an action leads, and what it says, depends on what was entered', () => {
  const pressed = submit({ urgent: 'Yes', why: 'The van waits.' }, afterSheet({ called: false }))
  expect(pressed).toMatchObject({ state: { screen: 'second' }, says: 'To the second.', errors: [], done: false })
})

test('a screen that something else comes before is not entered too early', () => {
  const pressed = submit({ urgent: 'Yes', why: 'The van waits.' })
  expect(pressed).toMatchObject({ state: { screen: 'entry', critical: true }, says: 'Read the sheet first.' })
  expect(errorsOf(pressed)).toEqual(['wrong-order, critical'])
})

test('an action that something else comes before stays, until that was done', () => {
  const urgent = { urgent: 'Yes', why: 'The van waits.' }
  const early = press(lab, submit(urgent, afterSheet({ called: false })).state, 'second/release', {})
  expect(early).toMatchObject({ says: 'Call first.', done: false })
  expect(errorsOf(early)).toEqual(['wrong-order'])
  const inTime = press(lab, submit(urgent, afterSheet({ called: true })).state, 'second/release', {})
  expect(inTime).toMatchObject({ says: 'Released.', errors: [], done: true })
})

test('what a field held before it was hidden still decides, in the browser and on the server alike', async () => {
  const hidden = await aLabWith(
    `<Screen id="a" title="A">
      <Field name="way" label="Way" type="choice" options="Post | Mail" value="Post" />
      <If field="way" is="Mail"><Field name="copy" label="Copy" type="check" /></If>
      <Action label="Send" submits to="b"><When field="copy" is="yes" to="c" /></Action>
    </Screen>`,
    '<Screen id="b" title="B"><Action label="End" submits /></Screen>',
    '<Screen id="c" title="C"><Action label="End" submits /></Screen>',
  )
  const start = startLab(hidden)
  const entered: LabState = { ...start, values: { ...start.values, copy: 'yes' } }
  const sent: LabPress = { screen: 'a', action: 'a/send', values: valuesOn(hidden, entered) }
  expect(press(hidden, entered, 'a/send', entered.values).state.screen).toBe('c')
  expect(replay(hidden, [sent]).state.screen).toBe('c')
})

test('lines that do not add up are told once, with both figures, and either order of them is right', () => {
  const pressed = submit({ one: '500', two: '300' })
  expect(pressed.state.wrongSums).toEqual([
    { fields: ['one', 'two'], says: 'Together this is 800.00; it has to be 1,200.00.' },
  ])
  expect(pressed.state.fieldErrors).toEqual({})
  expect(pressed.errors).toEqual([{ type: 'lines-differ', critical: false, place: 'entry/one' }])
  expect(errorsOf(submit({ one: '900', two: '900' }))).toEqual(['lines-differ'])
  expect(submit({ one: '300', two: '900' }).done).toBe(true)
  expect(press(lab, pressed.state, 'entry/cancel', {}).state).not.toHaveProperty('wrongSums')
})

test('a foreseen mistake speaks for itself, and a sum waits until there is something to add', () => {
  expect(submit({ one: '1,080' }).state).toMatchObject({ fieldErrors: { one: 'That is gross.' } })
  expect(submit({ one: '1,080' }).state).not.toHaveProperty('wrongSums')
  expect(submit({ one: '' }).state).toMatchObject({ fieldErrors: { one: 'This is still empty.' } })
})

test('what cannot be read, what was used before and what is missing are told as the product would', () => {
  const { state } = submit({ date: 'tomorrow', net: 'much', number: '4690', paper: 'note.pdf' })
  expect(state.fieldErrors).toEqual({
    date: 'This is not a date. Write it as in 3.3.2026.',
    net: 'This is not an amount. Write it as in 1,200.00.',
    number: 'Used.',
    paper: 'That is not right yet.',
  })
  expect(errorsOf(submit({ number: '4690' }))).toEqual(['number-used'])
  expect(errorsOf(submit({ number: ' ' }))).toEqual(['wrong-value'])
})

test('steps are counted along the shortest right way', () => {
  expect(labSteps(lab)).toBe(2)
})

test('a lab of before keeps exactly the state that it had', () => {
  expect(Object.keys(startLab(aLabDefinition())).sort()).toEqual(
    ['critical', 'done', 'fieldErrors', 'lastSaid', 'presses', 'screen', 'step', 'values'].sort(),
  )
})

const entered = fc.record(
  {
    paper: fc.constantFrom('', 'bill.pdf', 'note.pdf'),
    number: fc.constantFrom('', '4711', '4690'),
    date: fc.constantFrom('', '3.3.2026', 'soon'),
    net: fc.constantFrom('', '1200', '1440'),
    account: fc.constantFrom('', '4630'),
    one: fc.constantFrom('', '900', '300', '1080', '7'),
    centre: fc.constantFrom('', '110'),
    two: fc.constantFrom('', '900', '300'),
    urgent: fc.constantFrom('No', 'Yes', ''),
    why: fc.constantFrom('', 'The van waits.'),
  },
  { requiredKeys: [] },
)
const ACTIONS = ['list/new', 'list/sheet', 'list/import', 'sheet/call', 'sheet/back', 'entry/cancel', 'entry/submit']
const acts = fc.array(fc.record({ action: fc.constantFrom(...ACTIONS, 'second/back', 'second/release'), entered }), {
  maxLength: 20,
})

/** What a browser does with these, where it shows the action: enters into the fields that it shows, and presses. */
function inABrowser(all: { action: string; entered: Partial<Record<string, string>> }[]) {
  const presses: LabPress[] = []
  let state = startLab(lab)
  let errors = 0
  for (const act of all) {
    if (state.done || !actionsOf(screenOf(lab, state)).some(({ id }) => id === act.action)) continue
    for (const [name, value] of Object.entries(act.entered)) {
      const shown = fieldsOf(screenOf(lab, state)).some((field) => field.name === name)
      if (shown && value !== undefined) state = { ...state, values: { ...state.values, [name]: value } }
    }
    presses.push({ screen: state.screen, action: act.action, values: valuesOn(lab, state) })
    const pressed = press(lab, state, act.action, state.values)
    state = pressed.state
    errors += pressed.errors.length
  }
  return { presses, state, errors }
}

test('whatever is entered and pressed, the server replays what the browser showed', () => {
  fc.assert(
    fc.property(acts, (all) => {
      const shown = inABrowser(all)
      const replayed = replay(lab, shown.presses)
      expect(replayed.state).toEqual(shown.state)
      expect(replayed.errors).toHaveLength(shown.errors)
    }),
  )
})

test('from wherever somebody stands, guided mode leads to the end without an error, one control at a time', () => {
  fc.assert(
    fc.property(acts, (all) => {
      let { state } = inABrowser(all)
      for (let step = 0; !state.done; step++) {
        expect(step).toBeLessThan(40)
        const guide = guideOf(lab, state)
        if (guide?.control === 'field') {
          const value = guide.value ?? 'In my own words'
          state = { ...state, values: { ...state.values, [guide.field.name]: value } }
        } else {
          const pressed = press(lab, state, guide?.action.id ?? '', state.values)
          expect(pressed.errors).toEqual([])
          state = pressed.state
        }
      }
    }),
  )
})

test('one press at a time on the right way leads to the end as well', () => {
  fc.assert(
    fc.property(acts, (all) => {
      let { state } = inABrowser(all)
      for (let step = 0; !state.done; step++) {
        expect(step).toBeLessThan(10)
        const right = rightPress(lab, state)
        const pressed = press(lab, state, right?.action.id ?? '', right?.values ?? {})
        expect(pressed.errors).toEqual([])
        state = pressed.state
      }
    }),
  )
})

test('guidance names what is wrong now, and where a table has it', () => {
  const filled = { ...onEntry, values: { ...onEntry.values, ...RIGHT, centre: '120' } }
  expect(guideOf(lab, filled)).toMatchObject({
    control: 'field',
    field: { name: 'centre' },
    value: '110',
    row: 'Labels',
  })
  const right = { ...filled, values: { ...filled.values, centre: '110' } }
  expect(guideOf(lab, right)).toMatchObject({ control: 'action', action: { id: 'entry/submit' }, row: null })
})
