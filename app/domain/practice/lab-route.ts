/** The way through a lab, so that people can be told "step 3 of 5". Pure. */
import { actionsOf, type LabDefinition, type LabScreen } from '#app/lessons/definitions.ts'
import { startOf } from '#app/lessons/lab-conditions.ts'
import { shortestWay } from '#app/lessons/lab-ways.ts'

/** How many screens the shortest way from the start to the end has. */
export function labSteps(definition: LabDefinition): number {
  return routeOf(definition).screens.length
}

/** Which step a screen is, from 1. A detour counts as the step at which it is left again, never beyond the last. */
export function stepOfScreen(definition: LabDefinition, screen: string): number {
  const { screens, left } = routeOf(definition)
  const place = screens.indexOf(screen)
  if (place >= 0) return place + 1
  return Math.min(screens.length, Math.max(1, screens.length - (left.get(screen) ?? screens.length - 1)))
}

/** `screens` on the shortest way, in order; `left` until the end, by screen, whatever conditions say. */
type Route = { screens: string[]; left: ReadonlyMap<string, number> }

const routes = new WeakMap<LabDefinition, Route>()

/** Wrong paths are part of it only where nothing else leads on. */
function routeOf(definition: LabDefinition): Route {
  let route = routes.get(definition)
  if (!route) {
    const start = startOf(definition)
    const way = shortestWay(definition, start) ?? shortestWay(definition, start, 'anything') ?? []
    const screens = [...new Set([start.screen, ...way.map(({ at }) => at.screen)])]
    const direct = screensLeft(definition, false)
    route = { screens, left: direct.has(start.screen) ? direct : screensLeft(definition, true) }
    routes.set(definition, route)
  }
  return route
}

function screensLeft(definition: LabDefinition, byErrors: boolean): Map<string, number> {
  const left = new Map<string, number>()
  let reached = definition.screens.filter((screen) => endsHere(screen))
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
  const ways = actionsOf(screen).flatMap((action) => [action, ...(action.turns ?? [])])
  return ways.some(({ to, error }) => to !== null && targets.has(to) && (byErrors || error === null))
}
