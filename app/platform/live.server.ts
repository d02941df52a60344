import pg from 'pg'
import { pool, sql } from './database/sql.server.ts'
import { directUrl } from './database/url.server.ts'
import { logger } from './logger.server.ts'

const CHANNEL = 'gangway_live'
/** A topic is told of at most so often by one instance; what is announced in between is told at the end of it. */
const PAUSE_MS = 100
const RETRY_MS = [100, 500, 1_000, 2_000, 5_000]

/** Says that there is something new to look at. What it is, the listener looks up by itself. */
type Listener = () => void

const listeners = new Map<string, Set<Listener>>()
/** Topics that were told of less than `PAUSE_MS` ago; true: there was more since. */
const resting = new Map<string, boolean>()
let ears: Ears | null = null

/**
 * Hears of a topic on every instance, whichever announced it, until the returned function is called. It can be called
 * without need, and is called whenever the connection was away: whoever listens looks again and compares.
 */
export function subscribe(topic: string, listener: Listener): () => void {
  const known = listeners.get(topic) ?? new Set()
  listeners.set(topic, known.add(listener))
  ears ??= new Ears()
  return () => {
    known.delete(listener)
    if (known.size === 0 && listeners.get(topic) === known) listeners.delete(topic)
  }
}

/**
 * Tells all instances to look at a topic again. Called after the change is committed, and never waited for: a database
 * that is away makes listeners look again when it is back. The topic is all that travels, and nobody's data is in it.
 */
export function announce(topic: string): void {
  if (resting.has(topic)) return void resting.set(topic, true)
  resting.set(topic, false)
  setTimeout(() => {
    const more = resting.get(topic)
    resting.delete(topic)
    if (more) announce(topic)
  }, PAUSE_MS).unref()
  sql`SELECT pg_notify(${CHANNEL}, ${topic})`.catch((error) => {
    // At the end of a process the last of several may come too late, and nobody waits for it here any more.
    if (!pool.ended) logger.warn({ err: error }, 'nobody was told to look')
  })
}

/** Ends the connection that listens; for the end of the process. Listening begins again with the next `subscribe`. */
export async function stopListeningLive(): Promise<void> {
  listeners.clear()
  resting.clear()
  const ending = ears
  ears = null
  await ending?.end()
}

function tell(topic: string): void {
  for (const listener of listeners.get(topic) ?? []) listener()
}

function tellAll(): void {
  for (const topic of listeners.keys()) tell(topic)
}

/** The one connection of this process that listens, past any pooler. Opens again, for ever, when it was lost. */
class Ears {
  #client: pg.Client | null = null
  #ended = false
  #failures = 0
  #retry: NodeJS.Timeout | undefined

  constructor() {
    void this.#open()
  }

  async end(): Promise<void> {
    this.#ended = true
    clearTimeout(this.#retry)
    await this.#client?.end().catch(() => {})
  }

  async #open(): Promise<void> {
    const client = new pg.Client({
      connectionString: directUrl(),
      application_name: 'gangway live',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    })
    this.#client = client
    client.on('error', (error) => logger.warn({ err: error }, 'the connection that listens was lost'))
    client.on('notification', ({ payload = '' }) => tell(payload))
    try {
      await client.connect()
      client.once('end', () => this.#again())
      await client.query(`LISTEN ${CHANNEL}`)
      this.#failures = 0
      // What was announced while nobody listened is not told again.
      tellAll()
    } catch {
      await client.end().catch(() => {})
      this.#again()
    }
  }

  #again(): void {
    if (this.#ended) return
    clearTimeout(this.#retry)
    const wait = RETRY_MS[Math.min(this.#failures++, RETRY_MS.length - 1)]
    this.#retry = setTimeout(() => void this.#open(), wait)
  }
}
