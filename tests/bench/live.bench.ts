import { setTimeout as pause } from 'node:timers/promises'
import { type Aim, type Figure, figureOf } from '#app/commands/bench-report.ts'
import { say } from '#app/commands/command.ts'
import { ensureBenchBuild } from '#app/commands/preparation.ts'
import type { RunView } from '#app/domain/cohorts/running/run-view.server.ts'
import { runPaths } from '#app/http/run-paths.ts'
import { newId } from '#app/platform/ids.ts'
import { openBenchDatabase } from './database.ts'
import { LivePage, post } from './live-page.ts'
import type { LiveRoom } from './live-rooms.ts'
import type { BenchModule } from './migration.ts'
import { type BenchServer, startPortal } from './server.ts'

export const about = '200 people in 10 running sessions on one instance: from what they do to the champion’s screen'

export const aims: Record<string, Aim> = {
  event_to_screen_p95_ms: { atMost: 500 },
  kib_per_connection: { atMost: 100 },
}

const ROOMS = 10
const PEOPLE = 200
const ROUNDS = 5
const SECONDS = 6
/** Somebody who practises does something about so often. */
const EVERY_MS = 3_000
const SETTLE_MS = 3_000

/** Everybody's phone and every champion's page follow their session; then more of them are opened, to weigh one. */
export async function measure(): Promise<Figure[]> {
  const build = await ensureBenchBuild()
  const database = await openBenchDatabase()
  say(`Opening ${ROOMS} sessions with ${PEOPLE} people`)
  const { openRooms } = await import('./live-rooms.ts')
  const { rooms, lab } = await openRooms(ROOMS, PEOPLE)
  const portal = await startPortal(build)
  try {
    const phones = await openPhones(portal, rooms)
    const champions = await Promise.all(rooms.map((room) => championOf(portal, room)))
    const people = rooms.flatMap((room, place) => {
      const champion = champions[place] as LivePage<RunView>
      return room.learners.map(({ person, cookie }) => new Practising(portal, lab, { person, cookie }, champion))
    })
    const latencies: number[][] = []
    for (let round = 0; round <= ROUNDS; round++) {
      say(round === 0 ? 'Warming up' : `Round ${round} of ${ROUNDS}`)
      const times = (await Promise.all(people.map((one) => one.goOn(SECONDS * 1_000)))).flat()
      if (round > 0) latencies.push(times)
    }
    const weights = await weighConnections(portal, rooms)
    for (const page of [...phones, ...champions]) page.close()
    return [
      figureOf(
        'event_to_screen_p95_ms',
        'ms',
        latencies.map((times) => quantile(times, 0.95)),
      ),
      figureOf(
        'event_to_screen_p50_ms',
        'ms',
        latencies.map((times) => quantile(times, 0.5)),
      ),
      figureOf(
        'events_per_second',
        'events/s',
        latencies.map(({ length }) => length / SECONDS),
      ),
      figureOf('kib_per_connection', 'KiB', weights),
    ]
  } finally {
    await portal.stop()
    await database.close()
  }
}

const championOf = ({ url }: BenchServer, { cohort, session, champion }: LiveRoom) =>
  LivePage.open<RunView>(url + runPaths.sessionRunLive(cohort, session), champion)

function openPhones({ url }: BenchServer, rooms: readonly LiveRoom[]): Promise<LivePage<unknown>[]> {
  return Promise.all(
    rooms.flatMap(({ session, learners }) =>
      learners.map(({ cookie }) => LivePage.open<unknown>(url + runPaths.seatLive(session), cookie)),
    ),
  )
}

/** Somebody who begins a lab, gives it up and begins again: each is a state of its own on the champion's screen. */
class Practising {
  readonly #portal: BenchServer
  readonly #lab: BenchModule
  readonly #who: { person: string; cookie: string }
  readonly #champion: LivePage<RunView>
  #attempt: string | null = null

  constructor(
    portal: BenchServer,
    lab: BenchModule,
    who: { person: string; cookie: string },
    champion: LivePage<RunView>,
  ) {
    this.#portal = portal
    this.#lab = lab
    this.#who = who
    this.#champion = champion
  }

  /** Practises for so long; answers how long each act took to the champion's screen, in milliseconds. */
  async goOn(ms: number): Promise<number[]> {
    const times: number[] = []
    const end = performance.now() + ms
    await pause(Math.random() * EVERY_MS)
    while (performance.now() < end) {
      const began = performance.now()
      const wanted = this.#attempt === null ? 'working' : 'stopped'
      const seen = this.#champion.until(({ people }) =>
        people.some(({ id, state }) => id === this.#who.person && state.is === wanted),
      )
      await post(this.#portal.url, this.#who.cookie, [this.#next()])
      await seen
      times.push(performance.now() - began)
      await pause(EVERY_MS * (0.5 + Math.random()))
    }
    return times
  }

  #next(): object {
    const at = new Date()
    const event = {
      ...{ id: newId(at), person: this.#who.person, at: at.toISOString(), device: this.#who.person },
      ...{ release: this.#lab.release, block: 'enter-invoice' },
    }
    if (this.#attempt === null) {
      this.#attempt = newId(at)
      return { ...event, type: 'attempt-started', attempt: this.#attempt, data: { setting: 'lab', mode: 'assessed' } }
    }
    const attempt = this.#attempt
    this.#attempt = null
    return { ...event, type: 'attempt-gave-up', attempt, data: { activeMs: 400, wallMs: 500, pausedMs: 0 } }
  }
}

/** Memory of one more open page, from as many at a time as there are people; KiB. */
async function weighConnections(portal: BenchServer, rooms: readonly LiveRoom[]): Promise<number[]> {
  const weights: number[] = []
  const opened: LivePage<unknown>[] = []
  for (let turn = 0; turn < ROUNDS; turn++) {
    const before = (await portal.usage()).rss
    opened.push(...(await openPhones(portal, rooms)))
    await pause(SETTLE_MS)
    weights.push(((await portal.usage()).rss - before) / 1024 / PEOPLE)
  }
  for (const page of opened) page.close()
  return weights
}

function quantile(times: readonly number[], share: number): number {
  const inOrder = times.toSorted((one, other) => one - other)
  return inOrder[Math.min(inOrder.length - 1, Math.floor(share * inOrder.length))] ?? 0
}
