import { press, screenOf, startLab } from '#app/domain/practice/lab.ts'
import { rightPress } from '#app/domain/practice/lab-guide.ts'
import {
  actionsOf,
  type FieldType,
  fieldsOf,
  type LabAction,
  type LabDefinition,
  type LabField,
  type LabScreen,
} from '#app/lessons/definitions.ts'
import type { Random } from './random.ts'

/** One thing that a person does in a lab: press an action with these values typed, or ask for a hint. */
export type Move =
  | { move: 'press'; screen: string; action: string; values: Record<string, string> }
  | { move: 'hint'; screen: string }

/** `slips`: probability of a slip on a screen; `critical`: of a critical one, where the lab has one. */
export type Skill = { slips: number; critical: number; hints: number }

const MOST_SCREENS = 60

/**
 * Goes through a lab as a person would: along the shortest right way, with the slips that the author foresaw. Always ends
 * the lab. The outcome is not decided here: the server replays the moves as it does for everybody.
 */
export function walk(lab: LabDefinition, random: Random, skill: Skill): Move[] {
  const moves: Move[] = []
  let state = startLab(lab)
  const make = (action: string, values: Record<string, string>) => {
    moves.push({ move: 'press', screen: state.screen, action, values })
    state = press(lab, state, action, values).state
  }
  for (let count = 0; !state.done && count < MOST_SCREENS; count++) {
    const screen = screenOf(lab, state)
    const right = rightPress(lab, state)
    if (!right) throw new Error(`no way on from the screen ${screen.id}`)
    if (random.chance(skill.hints)) moves.push({ move: 'hint', screen: screen.id })
    const slip = random.chance(skill.slips) ? slipOn(screen, right, random) : null
    if (slip) make(slip.action, slip.values)
    // A slip may lead astray: from there the way is another one.
    if (state.done || state.screen !== screen.id) continue
    const critical = criticalOf(screen)
    make(critical && random.chance(skill.critical) ? critical.id : right.action.id, right.values)
  }
  return moves
}

type Press = { action: LabAction; values: Record<string, string> }

const criticalOf = (screen: LabScreen) => actionsOf(screen).find((action) => action.critical && action.to !== null)

/** A wrong control, or the right one with a wrong value. */
function slipOn(
  screen: LabScreen,
  right: Press,
  random: Random,
): { action: string; values: Record<string, string> } | null {
  const wrongControls = actionsOf(screen).filter(
    (action) => action.error !== null && action.to === null && !action.critical,
  )
  const fields = right.action.submits
    ? fieldsOf(screen).filter((field) => field.expect.length > 0 && !field.critical)
    : []
  if (wrongControls.length > 0 && (fields.length === 0 || random.chance(0.4))) {
    return { action: random.pick(wrongControls).id, values: {} }
  }
  if (fields.length === 0) return null
  const known = fields.filter((field) => field.mistakes.some((mistake) => !mistake.critical))
  const field = random.pick(known.length > 0 && random.chance(0.75) ? known : fields)
  return { action: right.action.id, values: { ...right.values, [field.name]: wrongValue(field, random) } }
}

function wrongValue(field: LabField, random: Random): string {
  const foreseen = field.mistakes.filter((mistake) => !mistake.critical)
  if (foreseen.length > 0) return random.pick(foreseen).value
  const others = field.options.filter((option) => !field.expect.includes(option))
  if (others.length > 0) return random.pick(others)
  const wrong: Record<FieldType, string> = {
    text: 'not sure',
    money: '999.99',
    date: '2025-01-01',
    number: '999',
    choice: '',
    search: '',
    check: field.expect[0] === 'yes' ? 'no' : 'yes',
    long: 'not sure',
    file: '',
  }
  return wrong[field.type]
}
