import type { FieldType } from './definitions.ts'
import { valueProblem } from './lab-field-check.server.ts'
import { readComparison } from './lab-orders.server.ts'
import type { WrittenLab } from './lab-parts.server.ts'
import { isMeasured } from './lab-values.ts'
import { type Part, placeIn, textOf } from './parts.server.ts'
import { didYouMean, type Tell } from './problem.ts'
import { listed } from './written-list.ts'

const SUBJECTS = ['field', 'after', 'before']
const TESTS = ['is', 'not', 'filled', 'empty']

/** Tells what is wrong with the condition of an `<If>` or a `<When>`. */
export function checkConditions(part: Part, lab: WrittenLab, tell: Tell): void {
  const given = (names: readonly string[]) => names.filter((attribute) => part.attributes.has(attribute))
  const [subject, another] = given(SUBJECTS)
  const tests = given(TESTS)
  const name = `<${part.name}>`
  if (subject === undefined) tell(part.place, `${name} needs a condition: “field”, “after” or “before”.`)
  else if (another !== undefined)
    tell(placeIn(part, another), `${name} has one condition: “${subject}” or “${another}”, not both.`)
  else if (subject !== 'field') {
    checkDone(part, subject, lab, tell)
    if (tests[0]) tell(placeIn(part, tests[0]), `“${tests[0]}” belongs to a “field”.`)
  } else if (tests.length !== 1) {
    tell(placeIn(part, tests[1] ?? 'field'), `A condition on a field has one of “is”, “not”, “filled” or “empty”.`)
  } else checkTest(part, tests[0] ?? '', lab, tell)
}

function checkTest(part: Part, test: string, { fields }: WrittenLab, tell: Tell) {
  const name = textOf(part, 'field') ?? ''
  const field = fields.get(name)
  if (!field) {
    const names = [...fields.keys()]
    const known = names.length > 0 ? `There are ${names.join(', ')}.` : 'It has none.'
    tell(placeIn(part, 'field'), `There is no field “${name}” in this lab.${didYouMean(name, names)} ${known}`)
    return
  }
  const written = textOf(part, test)
  if (written === null) return
  const say = (message: string) => tell(placeIn(part, test), message)
  const type = (textOf(field, 'type') ?? 'text') as FieldType
  const comparison = test === 'is' ? readComparison(written) : null
  if (comparison && !isMeasured(type))
    say(`Only money, numbers and dates can be compared; “${name}” is of type ${type}.`)
  for (const value of comparison ? [comparison.than] : listed(written)) {
    const problem = valueProblem(value, type, listed(textOf(field, 'options')))
    if (problem) say(problem)
  }
}

/** Tells an order that asks for what nobody can do. */
export function checkOrder(part: Part, lab: WrittenLab, tell: Tell): void {
  if (part.attributes.has('after')) checkDone(part, 'after', lab, tell)
  else if (part.attributes.has('early')) tell(placeIn(part, 'early'), '“early” needs an “after”: what comes first.')
  if (part.name === 'Screen' && part.attributes.has('critical') && !part.attributes.has('after')) {
    tell(placeIn(part, 'critical'), '“critical” needs an “after”: what comes first.')
  }
}

function checkDone(part: Part, attribute: string, { doable, screenIds }: WrittenLab, tell: Tell) {
  const name = textOf(part, attribute) ?? ''
  const say = (message: string) => tell(placeIn(part, attribute), message)
  if (!doable.has(name)) {
    say(
      `No screen and no action has the name “${name}”.${didYouMean(name, doable)} There are ${[...doable].join(', ')}.`,
    )
  } else if (name === screenIds[0]) {
    say(`The lab starts on the screen “${name}”, so it was opened from the beginning.`)
  } else if (name === textOf(part, part.name === 'Screen' ? 'id' : 'name')) {
    say('Nothing can come after itself.')
  }
}
