import { Agent, get, request } from 'node:http'

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** A page that follows something live: whole states, as they arrive. */
export class LivePage<State> {
  #state: State | null = null
  readonly #waiting = new Set<() => void>()
  readonly #leave: () => void

  private constructor(leave: () => void) {
    this.#leave = leave
  }

  /** Opens it, and answers once the first state is there. */
  static async open<State>(url: string, cookie: string): Promise<LivePage<State>> {
    const { promise, resolve, reject } = Promise.withResolvers<LivePage<State>>()
    const req = get(url, { agent: false, headers: { cookie, accept: 'text/event-stream' } }, (res) => {
      if (res.statusCode !== 200) return reject(new Error(`${res.statusCode} from ${url}`))
      const page = new LivePage<State>(() => res.destroy())
      let text = ''
      res.on('error', () => {})
      res.setEncoding('utf8').on('data', (chunk: string) => {
        const events = (text + chunk).split('\n\n')
        text = events.pop() ?? ''
        for (const event of events) if (event.startsWith('event: state')) page.#take(event)
        if (page.#state) resolve(page)
      })
    })
    req.on('error', reject)
    return promise
  }

  /** Resolves with the first state of which that holds. */
  until(holds: (state: State) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!this.#state || !holds(this.#state)) return
        this.#waiting.delete(look)
        resolve()
      }
      this.#waiting.add(look)
      look()
    })
  }

  close(): void {
    this.#leave()
  }

  #take(event: string): void {
    this.#state = JSON.parse(event.slice(event.indexOf('data: ') + 6)).state
    for (const look of [...this.#waiting]) look()
  }
}

/** Posts events as the outbox does. */
export function post(url: string, cookie: string, events: object[]): Promise<void> {
  const body = JSON.stringify({ events })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const headers = {
    ...{ cookie, origin: url, 'content-type': 'application/json' },
    'content-length': String(Buffer.byteLength(body)),
  }
  const req = request(`${url}/events`, { method: 'POST', agent, headers }, (res) => {
    let answer = ''
    res.on('data', (chunk) => {
      answer += chunk
    })
    res.on('end', () => {
      if (res.statusCode === 202 && !answer.includes('"reason"')) resolve()
      else reject(new Error(`${res.statusCode}: ${answer}`))
    })
  })
  req.on('error', reject).end(body)
  return promise
}
