import { expect, test } from 'vitest'
import { type LabPress, type LabState, press, replay, screenOf, startLab } from '#app/domain/practice/lab.ts'
import { actionsOf, fieldsOf, type LabDefinition, type LabField } from '#app/lessons/definitions.ts'
import { labsOfTheDemo } from '#tests/makers/demo-labs.ts'
import { walk } from './lab-walk.ts'
import { seeded } from './random.ts'

const FAULTLESS = { slips: 0, critical: 0, hints: 0 }
const CARELESS = { slips: 0.6, critical: 0.3, hints: 0.2 }

/** What people who come from Ledgerline do wrong, each caught by some lab under a name of its own. */
const TYPICAL = [
  'gross-as-net',
  'centre-as-account',
  'free-text-supplier',
  'wrong-path by Import',
  'duplicate-accepted',
  'approved-instead-of-asking',
  'reason-not-useful',
  'no-call-back, critical',
  'own-release, critical',
  'wrong-open-item',
  'hard-close-open-tasks',
  'wrong-order by Continue to the code',
  'delivery-note-read',
  'number-used',
]

const labs = await labsOfTheDemo()

test('thirteen labs in twelve modules are practised, and two of them in an older release too', () => {
  expect(labs.length).toBe(15)
  expect(new Set(labs.map(({ name }) => name.split(' ')[0])).size).toBe(13)
})

test.each(labs)('$name ends with success for whoever does what it asks, without a single error', ({ lab }) => {
  const { doneAt, errors } = replay(lab, pressesOf(lab))
  expect(errors).toEqual([])
  expect(doneAt).toBe(pressesOf(lab).length - 1)
})

test.each(labs)('$name can be ended after any slip that its author foresaw', ({ lab }) => {
  for (let seed = 0; seed < 20; seed++) {
    const presses = walk(lab, seeded(seed), CARELESS).filter((move) => move.move === 'press')
    expect(replay(lab, presses).state.done).toBe(true)
  }
})

test.each(labs)('$name says what is wrong with each mistake that its author foresaw', ({ lab }) => {
  expect(mistakesIn(lab).filter(({ foreseen, found }) => found !== foreseen)).toEqual([])
})

test('the mistakes that people from Ledgerline make are all caught', () => {
  const caught = new Set(labs.flatMap(({ lab }) => mistakesIn(lab).flatMap(({ name, foreseen }) => [name, foreseen])))
  expect(TYPICAL.filter((name) => !caught.has(name))).toEqual([])
})

const pressesOf = (lab: LabDefinition) =>
  walk(lab, seeded(1), FAULTLESS).flatMap((move) => (move.move === 'press' ? [move] : []))

/** Where it is made, what the author calls it, and what the lab makes of it. */
type Mistake = { place: string; name: string; foreseen: string; found: string }

/** Makes each foreseen mistake where somebody on the right way comes to it. */
function mistakesIn(lab: LabDefinition): Mistake[] {
  let state = startLab(lab)
  return pressesOf(lab).flatMap((right) => {
    const made = [...wrongActions(lab, state), ...wrongValues(lab, state, right)]
    state = press(lab, state, right.action, right.values).state
    return made
  })
}

/** Wrong controls, and right ones too early. */
function wrongActions(lab: LabDefinition, state: LabState): Mistake[] {
  return actionsOf(screenOf(lab, state)).flatMap(({ id, label, error, critical, after }) => {
    const isEarly = after !== undefined && !state.did?.includes(after.done)
    if (error === null && !isEarly) return []
    const { errors, says } = press(lab, state, id, {})
    const foreseen = isEarly ? called('wrong-order', after.critical) : called(error ?? '', critical)
    const found = errors.map((made) => called(made.type, made.critical)).join(' and ')
    return [{ place: id, name: `${foreseen} by ${label}`, foreseen, found: says ? found : 'nothing said' }]
  })
}

function wrongValues(lab: LabDefinition, state: LabState, right: LabPress): Mistake[] {
  const screen = screenOf(lab, state)
  if (!actionsOf(screen).find(({ id }) => id === right.action)?.submits) return []
  return fieldsOf(screen).flatMap((field) =>
    foreseenValues(field).map(({ value, error, critical }) => {
      const values = { ...right.values, [field.name]: value }
      const { errors, state: after } = press(lab, state, right.action, values)
      const foreseen = called(error, critical)
      const found = errors.map((made) => called(made.type, made.critical)).join(' and ')
      const said = after.fieldErrors[field.name]
      return { place: `${screen.id}/${field.name}`, name: foreseen, foreseen, found: said ? found : 'nothing said' }
    }),
  )
}

/** The values that the author foresaw, and where a field has an error of its own, one that nobody foresaw. */
function foreseenValues(field: LabField): { value: string; error: string; critical: boolean }[] {
  const named = field.mistakes.map(({ value, error, critical }) => ({ value, error, critical }))
  if (field.says === null) return named
  const known = [...field.expect, ...named.map(({ value }) => value)]
  const offered = field.type === 'check' ? ['yes', 'no'] : field.options
  // Where anything passes but nothing does not, nothing is what is wrong.
  const other = field.expect.length > 0 ? 'Something else' : ''
  const value = offered.find((option) => !known.includes(option)) ?? other
  return [...named, { value, error: field.error, critical: field.critical }]
}

const called = (type: string, critical: boolean) => (critical ? `${type}, critical` : type)
