/** A process of its own that asks a server as many clients would. Told what to ask, it says how it was answered. */
import { Agent, request } from 'node:http'

export type Ask = {
  path: string
  cookie?: string
  method?: 'GET' | 'POST'
  body?: string
  headers?: Record<string, string>
}

export type Load = {
  /** the server's address */
  url: string
  /** taken in turn by all clients */
  asks: Ask[]
  /** each keeps one connection, and asks again as soon as it is answered */
  clients: number
  /** the load ends by time, or when everything was asked `times` times, whatever is first */
  seconds: number
  times?: number
  /** the status of a good answer */
  expect: number
}

/** Milliseconds from asking to the last byte of the answer; how many of the asks were taken. */
export type Answered = { answers: number; bad: number; seconds: number; p50: number; p95: number; taken: number }

process.on('message', (load: Load) => {
  run(load).then(
    (answered) => process.send?.(answered),
    (error: Error) => {
      console.error(error.message)
      process.exit(1)
    },
  )
})

async function run({ url, asks, clients, seconds, times = Number.POSITIVE_INFINITY, expect }: Load): Promise<Answered> {
  const durations: number[] = []
  let [taken, bad] = [0, 0]
  const start = performance.now()
  const client = async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    while (performance.now() - start < seconds * 1000 && taken < asks.length * times) {
      const ask = asks[taken++ % asks.length] as Ask
      const began = performance.now()
      if ((await statusOf(url, ask, agent)) !== expect) bad++
      durations.push(performance.now() - began)
    }
    agent.destroy()
  }
  await Promise.all(Array.from({ length: clients }, client))
  const took = (performance.now() - start) / 1000
  durations.sort((one, other) => one - other)
  const quantile = (share: number) =>
    durations[Math.min(durations.length - 1, Math.floor(share * durations.length))] ?? 0
  return { answers: durations.length, bad, seconds: took, p50: quantile(0.5), p95: quantile(0.95), taken }
}

/** Reads the whole answer, as compressed as a browser would get it. */
function statusOf(url: string, { path, cookie, method = 'GET', body, headers }: Ask, agent: Agent): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const sent = {
    'Accept-Encoding': 'gzip, br',
    ...(cookie ? { Cookie: cookie } : {}),
    ...(body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }),
    ...headers,
  }
  const req = request(new URL(path, url), { method, agent, headers: sent }, (res) => {
    res.on('data', () => {}).on('end', () => resolve(res.statusCode ?? 0))
  })
  req.on('error', reject).end(body)
  return promise
}
