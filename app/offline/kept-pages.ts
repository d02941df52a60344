import { ASSETS, forgetPages, PAGES } from './caches-of.ts'
import { takeFilms } from './films.ts'
import { KEPT_FOR } from './kept-for.ts'
import { isStale, type KeptPage, type Reference, stays } from './kept-list.ts'
import { filesIn, filmsIn, picturesIn } from './mentioned.ts'
import type { KeptLink } from './offline-page.ts'

/** The build that made this worker, and the files that a module's page may need, also such as it loads later. */
export type Build = { id: string; files: readonly string[] }

/** `GET /offline/pages`: who is signed in, and what belongs at their hand. */
export type AtHand = { person: string; references: Reference[] }

const LIST = '/offline/kept.json'
const WEEK_MS = 7 * 86_400_000
/** A page that was loaded so lately needs not be loaded once more to be kept. */
const LATELY_MS = 30_000

/**
 * The pages of one person in this browser, with all that they need: quick references, and modules that were open. They
 * are copies: whatever is done to them, nothing is lost. Only an answer that says whose it is is kept.
 */
export class KeptPages {
  readonly #build: Build
  /** counts how often everything was forgotten: what was under way by then must not come back */
  #forgotten = 0
  #turn: Promise<unknown> = Promise.resolve()
  readonly #noted = new Map<string, number>()

  constructor(build: Build) {
    this.#build = build
  }

  /** A page as it was kept; undefined if it was not. */
  async find(path: string): Promise<Response | undefined> {
    return (await this.#cache())?.match(path)
  }

  async list(): Promise<KeptPage[]> {
    const cache = await this.#cache()
    return cache ? listIn(cache) : []
  }

  /** Nobody is signed in any more, or somebody else. */
  async forget(): Promise<void> {
    this.#forgotten++
    this.#noted.clear()
    await forgetPages()
  }

  /** Keeps an answer that the network gave for a page. */
  async note(path: string, answer: Response): Promise<void> {
    const person = answer.headers.get(KEPT_FOR)
    if (person === null || answer.redirected) return
    const before = this.#forgotten
    const cache = await cacheFor(person)
    if (before !== this.#forgotten) return
    await cache.put(path, answer)
    this.#noted.set(path, Date.now())
  }

  /** Keeps what belongs at the person's hand, and the module that they have open. One after the other. */
  keep(opened: KeptLink | null): Promise<void> {
    const kept = this.#turn.then(() => this.#keep(opened))
    this.#turn = kept.catch(() => {})
    return kept
  }

  async #keep(opened: KeptLink | null): Promise<void> {
    const before = this.#forgotten
    const answer = await fetch('/offline/pages')
    if (answer.status === 401) return this.forget()
    if (!answer.ok || before !== this.#forgotten) return
    const { person, references } = (await answer.json()) as AtHand
    const cache = await cacheFor(person)
    const pages = new Map((await listIn(cache)).map((page) => [page.path, page]))
    const now = Date.now()
    const load = async (link: KeptLink, label: string | null, openedAt: number | null) => {
      const { path, title } = link
      if (await this.#load(cache, person, path, before)) {
        pages.set(path, { path, title, keptAt: now, build: this.#build.id, label, openedAt })
      } else pages.delete(path)
    }
    if (opened) await load(opened, pages.get(opened.path)?.label ?? null, now)
    for (const reference of references) {
      const known = pages.get(reference.path)
      if (isStale(known, reference, this.#build.id, now)) {
        await load(reference, reference.label, known?.openedAt ?? null)
      }
    }
    if (before !== this.#forgotten) return
    await tidy(cache, stays([...pages.values()], references), this.#build.files)
    const html = opened ? await (await cache.match(opened.path))?.text() : undefined
    await takeFilms(cache, filmsIn(html ?? ''), () => before === this.#forgotten)
  }

  /** Loads a page with all that it needs; answers whether it is kept now. */
  async #load(cache: Cache, person: string, path: string, before: number): Promise<boolean> {
    const isFresh = Date.now() - (this.#noted.get(path) ?? 0) < LATELY_MS
    const known = isFresh ? await cache.match(path) : undefined
    const answer = known ?? (await fetch(path, { headers: { Accept: 'text/html' } }))
    if (!answer.ok || answer.redirected || answer.headers.get(KEPT_FOR) !== person) return false
    const html = await answer.clone().text()
    await takeAlong(await caches.open(ASSETS), new Set([...filesIn(html), ...this.#build.files]))
    await takeAlong(cache, new Set(picturesIn(html)))
    if (before !== this.#forgotten) return false
    if (!known) await cache.put(path, answer)
    return true
  }

  async #cache(): Promise<Cache | null> {
    const name = (await caches.keys()).find((one) => one.startsWith(PAGES))
    return name === undefined ? null : caches.open(name)
  }
}

/** The person's own cache. With it every other person's goes. */
async function cacheFor(person: string): Promise<Cache> {
  await forgetPages(PAGES + person)
  return caches.open(PAGES + person)
}

async function listIn(cache: Cache): Promise<KeptPage[]> {
  const list = await cache.match(LIST)
  return list ? ((await list.json()) as KeptPage[]) : []
}

/** Files never change, so what is there already is right. One that is missing takes nothing else with it. */
async function takeAlong(cache: Cache, addresses: ReadonlySet<string>): Promise<void> {
  await Promise.all(
    [...addresses].map(async (address) => {
      if (!(await cache.match(address))) await cache.add(address).catch(() => {})
    }),
  )
}

/** Writes down what is kept, and removes all that nothing of it needs. */
async function tidy(cache: Cache, pages: readonly KeptPage[], files: readonly string[]): Promise<void> {
  await cache.put(LIST, Response.json(pages))
  const texts = await Promise.all(pages.map(async ({ path }) => (await (await cache.match(path))?.text()) ?? ''))
  const needed = new Set([
    LIST,
    ...pages.map(({ path }) => path),
    ...texts.flatMap(picturesIn),
    ...texts.flatMap(filmsIn),
  ])
  for (const { url } of await cache.keys()) {
    if (!needed.has(new URL(url).pathname)) await cache.delete(url)
  }
  const assets = await caches.open(ASSETS)
  const used = new Set([...files, ...texts.flatMap(filesIn)])
  for (const { url } of await assets.keys()) {
    if (!used.has(new URL(url).pathname) && (await isOld(assets, url))) await assets.delete(url)
  }
}

/** A page of an earlier build may still be open, and load the rest of its files. */
async function isOld(cache: Cache, url: string): Promise<boolean> {
  const made = Date.parse((await cache.match(url))?.headers.get('Date') ?? '')
  return !(Date.now() - made < WEEK_MS)
}
