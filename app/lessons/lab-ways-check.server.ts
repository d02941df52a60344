import { actionsOf, fieldsOf, type LabCondition, type LabDefinition, type LabScreen } from './definitions.ts'
import { conditionsIn, holds, type LabStanding, startOf } from './lab-conditions.ts'
import { madeToAgree } from './lab-entries.ts'
import { actionsIn } from './lab-parts.server.ts'
import { everyStep, shortestWay, type WayStep } from './lab-ways.ts'
import { type Part, partsNamed, placeIn } from './parts.server.ts'
import type { Tell } from './problem.ts'

/**
 * Walks a lab as people will, by the rules by which it runs, and tells what they would run into: screens that nobody
 * reaches, an end that cannot be met, guided mode without a way, conditions that never hold, sums that never agree.
 * The definition is what was compiled from the part.
 */
export function checkWays(lab: Part, definition: LabDefinition, tell: Tell): void {
  const start = startOf(definition)
  const steps = everyStep(definition, start)
  if (steps === null) {
    tell(lab.place, 'This lab has too many ways to be walked through: use fewer conditions, or fewer fields in them.')
    return
  }
  const standings = [start, ...steps.flatMap(({ next }) => next ?? [])]
  const written = partsNamed(lab, 'Screen')
  definition.screens.forEach((screen, place) => {
    const part = written[place]
    if (!part) return
    const here = standings.filter((standing) => standing.screen === screen.id)
    if (here.length === 0) tell(placeIn(part, 'id'), unreached(definition, screen))
    else {
      checkTurns(screen, part, steps, tell)
      checkShown(definition, screen, part, here, tell)
    }
    checkSums(definition, screen, part, tell)
  })
  checkEnd(lab, definition, tell)
}

function unreached({ screens }: LabDefinition, { id }: LabScreen): string {
  const ways = screens.flatMap(actionsOf).flatMap((action) => [action, ...(action.turns ?? [])])
  return ways.some(({ to }) => to === id)
    ? `Nobody reaches the screen “${id}”: with these conditions, orders and expected values, what leads to it never happens.`
    : `Nobody reaches the screen “${id}”: no action leads to it.`
}

/** Tells what is never different: a turn that no press takes. */
function checkTurns(screen: LabScreen, part: Part, steps: readonly WayStep[], tell: Tell) {
  const taken = new Set(steps.map(({ way }) => way.turn))
  const actions = actionsIn(part)
  actionsOf(screen).forEach((action, place) => {
    const written = actions[place] ? partsNamed(actions[place], 'When') : []
    action.turns?.forEach((turn, nth) => {
      if (taken.has(turn)) return
      tell(
        written[nth]?.place ?? part.place,
        'This never happens: with the expected values, its condition does not hold here, or one above it always does.',
      )
    })
  })
}

/** Tells what is never shown. What a field of the same screen decides, anybody can make appear. */
function checkShown(
  definition: LabDefinition,
  screen: LabScreen,
  part: Part,
  standings: readonly LabStanding[],
  tell: Tell,
) {
  const own = new Set(fieldsOf(screen).map(({ name }) => name))
  const canHold = (when: LabCondition) =>
    ('field' in when && own.has(when.field)) || standings.some((standing) => holds(definition, when, standing))
  const written = partsNamed(part, 'If')
  // What stands in one <If> has one condition in common.
  const conditions = [...new Set(screen.parts.flatMap(({ when }) => when ?? []))]
  conditions.forEach((when, nth) => {
    if (!canHold(when))
      tell(written[nth]?.place ?? part.place, 'Nobody ever sees this: its condition never holds here.')
  })
}

function checkSums(definition: LabDefinition, screen: LabScreen, part: Part, tell: Tell) {
  const written = partsNamed(part, 'Sum')
  const { values } = startOf(definition)
  screen.sums?.forEach((sum, nth) => {
    if (madeToAgree(definition, sum, values) === null) {
      tell(written[nth]?.place ?? part.place, 'The expected values of these fields never add up to this.')
    }
  })
}

function checkEnd(lab: Part, definition: LabDefinition, tell: Tell) {
  const start = startOf(definition)
  if (shortestWay(definition, start)) return
  if (shortestWay(definition, start, 'minor errors')) {
    tell(lab.place, 'Guided mode has no way through this lab: every way to its end passes an error.')
    return
  }
  const isPlain = conditionsIn(definition).length === 0 && startOf(definition).did === undefined
  tell(
    lab.place,
    isPlain
      ? 'This lab cannot end with success: no way leads to an action that `submits` without `to`.'
      : 'This lab cannot end with success: its conditions, orders and expected values let nobody come to an action that `submits` without `to`.',
  )
}
