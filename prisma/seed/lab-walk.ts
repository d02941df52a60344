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
 * Goes through a lab as a person would: along the shortest way that ends it, with the slips that the author foresaw.
 * Always ends the lab. The outcome is not decided here: the server replays the moves as it does for everybody.
 */
export function walk(lab: LabDefinition, random: Random, skill: Skill): Move[] {
  const moves: Move[] = []
  let screen = lab.screens[0]
  for (let count = 0; screen && count < MOST_SCREENS; count++) {
    const way = nextOnTheWay(lab, screen)
    if (random.chance(skill.hints)) moves.push({ move: 'hint', screen: screen.id })
    const slip = random.chance(skill.slips) ? slipOn(screen, way, random) : null
    if (slip) moves.push(slip)
    const critical = criticalOf(screen)
    const action = critical && random.chance(skill.critical) ? critical : way
    moves.push({ move: 'press', screen: screen.id, action: action.id, values: rightValues(screen) })
    if (action.error !== null && action.to === null) continue
    screen = action.to === null ? undefined : lab.screens.find(({ id }) => id === action.to)
  }
  return moves
}

/** The action of a screen that leads to the lab's end in the fewest screens. */
function nextOnTheWay(lab: LabDefinition, from: LabScreen): LabAction {
  const distances = distancesToTheEnd(lab)
  const cost = (action: LabAction) =>
    endsTheLab(action) ? 0 : (distances.get(action.to ?? '') ?? Number.POSITIVE_INFINITY)
  const [best] = actionsOf(from)
    .filter((action) => action.error === null && (action.to !== null || action.submits))
    .sort((left, right) => cost(left) - cost(right))
  if (!best) throw new Error(`no way on from the screen ${from.id}`)
  return best
}

function distancesToTheEnd(lab: LabDefinition): Map<string, number> {
  const distances = new Map<string, number>()
  for (let changed = true; changed; ) {
    changed = false
    for (const screen of lab.screens) {
      const least = Math.min(
        ...actionsOf(screen)
          .filter((action) => action.error === null)
          .map((action) => (endsTheLab(action) ? 1 : 1 + (distances.get(action.to ?? '') ?? Number.POSITIVE_INFINITY))),
      )
      if (least < (distances.get(screen.id) ?? Number.POSITIVE_INFINITY)) {
        distances.set(screen.id, least)
        changed = true
      }
    }
  }
  return distances
}

const endsTheLab = (action: LabAction) => action.submits && action.to === null

const criticalOf = (screen: LabScreen) => actionsOf(screen).find((action) => action.critical && action.to !== null)

/** A wrong control, or the right one with a wrong value. */
function slipOn(screen: LabScreen, way: LabAction, random: Random): Move | null {
  const wrongControls = actionsOf(screen).filter(
    (action) => action.error !== null && action.to === null && !action.critical,
  )
  const fields = way.submits ? fieldsOf(screen).filter((field) => field.expect.length > 0 && !field.critical) : []
  if (wrongControls.length > 0 && (fields.length === 0 || random.chance(0.4))) {
    return { move: 'press', screen: screen.id, action: random.pick(wrongControls).id, values: {} }
  }
  if (fields.length === 0) return null
  const known = fields.filter((field) => field.mistakes.some((mistake) => !mistake.critical))
  const field = random.pick(known.length > 0 && random.chance(0.75) ? known : fields)
  return {
    move: 'press',
    screen: screen.id,
    action: way.id,
    values: { ...rightValues(screen), [field.name]: wrongValue(field, random) },
  }
}

function rightValues(screen: LabScreen): Record<string, string> {
  return Object.fromEntries(
    fieldsOf(screen).map((field) => [field.name, field.expect[0] ?? (field.value || ANY[field.type])]),
  )
}

const ANY: Record<FieldType, string> = {
  text: 'As agreed by phone',
  money: '1.00',
  date: '2026-03-31',
  number: '1',
  choice: '',
  search: '',
  check: 'yes',
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
  }
  return wrong[field.type]
}
