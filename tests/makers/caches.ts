import { vi } from 'vitest'

const ORIGIN = 'https://learn.example'
const urlOf = (asked: RequestInfo | URL): string => new URL(asked instanceof Request ? asked.url : asked, ORIGIN).href

/** One cache of a browser's, in memory. */
class MadeCache {
  readonly #kept = new Map<string, Response>()

  async match(asked: RequestInfo | URL): Promise<Response | undefined> {
    return this.#kept.get(urlOf(asked))?.clone()
  }

  async put(asked: RequestInfo | URL, answer: Response): Promise<void> {
    this.#kept.set(urlOf(asked), answer)
  }

  async add(asked: string): Promise<void> {
    const answer = await fetch(asked)
    if (!answer.ok) throw new TypeError('Request failed')
    await this.put(asked, answer)
  }

  async delete(asked: RequestInfo | URL): Promise<boolean> {
    return this.#kept.delete(urlOf(asked))
  }

  async keys(): Promise<{ url: string }[]> {
    return [...this.#kept.keys()].map((url) => ({ url }))
  }
}

/** What a browser keeps for a worker, and the network behind `fetch`: pages and files by address, as they are now. */
export function aBrowserWithCaches() {
  const made = new Map<string, MadeCache>()
  const open = async (name: string) => {
    const cache = made.get(name) ?? new MadeCache()
    made.set(name, cache)
    return cache
  }
  const network = new Map<string, () => Response | Promise<Response>>()
  const asked: string[] = []
  vi.stubGlobal('caches', {
    open,
    keys: async () => [...made.keys()],
    delete: async (name: string) => made.delete(name),
    match: async (address: string, { cacheName }: { cacheName: string }) => (await open(cacheName)).match(address),
  })
  vi.stubGlobal('fetch', async (address: RequestInfo | URL) => {
    const { pathname } = new URL(urlOf(address))
    asked.push(pathname)
    const answer = network.get(pathname)
    if (!answer) throw new TypeError('Failed to fetch')
    return answer()
  })
  return {
    network,
    /** every address that was asked of the network */
    asked,
    /** the addresses that are kept, by cache */
    kept: async () =>
      Object.fromEntries(
        await Promise.all(
          [...made].map(async ([name, cache]) => {
            const keys = await cache.keys()
            return [name, keys.map(({ url }) => new URL(url).pathname).toSorted()] as const
          }),
        ),
      ),
  }
}

/** A module's page, made for a person. */
export function aKeepablePage(person: string | null, html = '<p>Words.</p>'): Response {
  return new Response(html, { headers: person === null ? {} : { 'X-Kept-For': person } })
}
