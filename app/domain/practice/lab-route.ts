/** The way through a lab, so that people can be told "step 3 of 5". Pure. */
import { actionsOf, type LabDefinition, type LabScreen } from '#app/lessons/definitions.ts'

/** How many screens the shortest way from the start to the end has. */
export function labSteps(definition: LabDefinition): number {
  const first = definition.screens[0]
  return first ? (routeOf(definition).get(first.id) ?? 0) + 1 : 0
}

/** Which step a screen is, from 1. A detour counts as the step at which it is left again, never beyond the last. */
export function stepOfScreen(definition: LabDefinition, screen: string): number {
  const steps = labSteps(definition)
  const left = routeOf(definition).get(screen) ?? steps - 1
  return Math.min(steps, Math.max(1, steps - left))
}

const routes = new WeakMap<LabDefinition, Map<string, number>>()

/** Screens left until the end, by screen; detours over wrong paths only where nothing else leads on. */
function routeOf(definition: LabDefinition): Map<string, number> {
  let route = routes.get(definition)
  if (!route) {
    route = screensLeft(definition, false)
    const first = definition.screens[0]
    if (first && !route.has(first.id)) route = screensLeft(definition, true)
    routes.set(definition, route)
  }
  return route
}

function screensLeft(definition: LabDefinition, byErrors: boolean): Map<string, number> {
  const left = new Map<string, number>()
  let reached = definition.screens.filter(endsHere)
  for (let distance = 0; reached.length > 0; distance++) {
    for (const screen of reached) left.set(screen.id, distance)
    reached = definition.screens.filter((screen) => !left.has(screen.id) && leadsInto(screen, left, byErrors))
  }
  return left
}

function endsHere(screen: LabScreen): boolean {
  return actionsOf(screen).some(({ to, submits, error }) => submits && to === null && error === null)
}

function leadsInto(screen: LabScreen, targets: ReadonlyMap<string, number>, byErrors: boolean): boolean {
  return actionsOf(screen).some(({ to, error }) => to !== null && targets.has(to) && (byErrors || error === null))
}
