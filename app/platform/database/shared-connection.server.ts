import pg from 'pg'
import { logger } from '../logger.server.ts'
import { gatheringSocket } from './gathering-socket.server.ts'

/**
 * A connection that many requests use at once. A statement is sent without waiting for the answers to those before it,
 * and what is asked in the same moment goes out in one write. Answers come in the order of asking: a slow statement
 * holds up everybody behind it, so only short ones belong here, and none that open a transaction.
 *
 * Opens at the first statement, and again at the next one after it was lost; statements under way then fail.
 */
export class SharedConnection {
  readonly #config: pg.ClientConfig
  readonly #begin: (client: pg.ClientBase) => Promise<unknown>
  #open: Promise<pg.Client> | null = null
  #waiting = 0

  constructor(config: pg.ClientConfig, begin: (client: pg.ClientBase) => Promise<unknown>) {
    this.#config = config
    this.#begin = begin
  }

  /** Statements that were sent and not answered yet. */
  get waiting(): number {
    return this.#waiting
  }

  async query<Row extends object>(statement: { name?: string; text: string; values: unknown[] }): Promise<Row[]> {
    this.#waiting++
    const opened = this.#opened()
    try {
      const client = await opened
      return (await client.query<Row>(statement)).rows
    } catch (error) {
      if (endsConnection(error)) this.#lose(opened)
      throw error
    } finally {
      this.#waiting--
    }
  }

  async end(): Promise<void> {
    const client = await this.#open?.catch(() => null)
    this.#open = null
    await client?.end()
  }

  #opened(): Promise<pg.Client> {
    if (this.#open) return this.#open
    const opening = this.#connect()
    opening.then(
      (client) => client.on('end', () => this.#lose(opening)),
      () => this.#lose(opening),
    )
    this.#open = opening
    return opening
  }

  #lose(opened: Promise<pg.Client>): void {
    if (this.#open === opened) this.#open = null
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({ ...this.#config, pipeline: true, stream: gatheringSocket })
    client.on('error', (error) => logger.warn({ err: error }, 'a shared database connection was lost'))
    await client.connect()
    await this.#begin(client)
    return client
  }
}

/** Whether the connection ends with this error; that it has ended is only told a moment later. */
function endsConnection(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return error.severity !== 'ERROR'
  return (error as NodeJS.ErrnoException).syscall !== undefined
}
