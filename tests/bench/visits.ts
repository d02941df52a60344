import type { LearningEventDraft } from '#app/domain/practice/events.ts'
import { newId } from '#app/platform/ids.ts'
import type { BenchLearner } from './learners.ts'
import type { Ask } from './load-generator.ts'
import type { BenchModule } from './migration.ts'

type Type = LearningEventDraft['type']
type DataOf<One extends Type> = Extract<LearningEventDraft, { type: One }>['data']

const SECOND = 1_000

/** The header of the lab's invoice with its amount before tax right, and as most people enter it first. */
const HEADER = {
  ...{ supplier: 'Halden Papier, Hull', number: '4711', date: '3.3.2026', due: '02/04/2026' },
  ...{ net: '1,200.00', tax: '240.00' },
}
const LINES = { account: '4630', centre: '120', 'tax-code': 'S20', amount: '1200' }

/** The presses of a first try at the lab: a wrong control, two wrong values, and the end. */
const PRESSES: readonly [action: string, values: Record<string, string>][] = [
  ['list/import', {}],
  ['list/new-invoice', {}],
  ['header/next-lines', { ...HEADER, net: '1,440.00' }],
  ['header/save-draft', HEADER],
  ['header/next-lines', HEADER],
  ['lines/submit', { ...LINES, account: '120' }],
  ['lines/submit', LINES],
]

/** How many events one visit is: what a browser's outbox sends at once. */
export const EVENTS_OF_A_VISIT = 20

/**
 * What a visit to a module with a lab and a check leaves in an outbox, as a request to `POST /events`: the parts that
 * were read, the lab with its errors and a hint, and the check answered wrong and then right.
 */
export function visitOf({ person, cookie }: BenchLearner, module: BenchModule, now: Date, origin: string): Ask {
  const events: unknown[] = []
  const device = newId(now)
  const attempt = newId(now)
  let clock = now.getTime() - 40 * SECOND
  const tell = <One extends Type>(type: One, block: string, data: DataOf<One>, more: object = {}) => {
    clock += SECOND
    const at = new Date(clock)
    const header = { id: newId(at), person, at: at.toISOString(), device, release: module.release }
    events.push({ ...header, block, type, data, ...more })
  }
  const [check = '', key = {}] = Object.entries(module.keys)[0] ?? []
  const read = module.blocks.filter((block) => block !== 'enter-invoice' && block !== check)
  for (const block of [...read, 'enter-invoice']) tell('block-reached', block, {})
  tell('attempt-started', 'enter-invoice', { setting: 'lab', mode: 'assessed' }, { attempt })
  PRESSES.forEach(([action, values], nth) => {
    const activeMs = (nth + 1) * SECOND
    const [screen = ''] = action.split('/')
    if (nth === 2) tell('hint-asked', 'enter-invoice', { screen, field: 'net', activeMs: activeMs - 500 }, { attempt })
    tell('lab-step', 'enter-invoice', { nth, screen, action, values, activeMs, wallMs: activeMs }, { attempt })
  })
  const lasted = PRESSES.length * SECOND
  tell('attempt-finished', 'enter-invoice', { activeMs: lasted, wallMs: lasted, pausedMs: 0 }, { attempt })
  for (const right of [false, true]) tell('check-answered', check, { answers: chosen(key, right) })
  if (events.length !== EVENTS_OF_A_VISIT) throw new Error(`A visit has ${events.length} events.`)
  const headers = { Origin: origin, 'Content-Type': 'application/json' }
  return { method: 'POST', path: '/events', cookie, headers, body: JSON.stringify({ events }) }
}

/** For each question the right choices, or the first wrong one. */
function chosen(key: BenchModule['keys'][string], right: boolean): Record<string, string[]> {
  const pick = (choices: Record<string, { right: boolean }>) => {
    const fitting = Object.keys(choices).filter((choice) => choices[choice]?.right === right)
    return right ? fitting : fitting.slice(0, 1)
  }
  return Object.fromEntries(Object.entries(key).map(([question, choices]) => [question, pick(choices)]))
}
