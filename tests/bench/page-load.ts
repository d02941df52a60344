import { paths } from '#app/http/paths.ts'
import type { BenchLearner } from './learners.ts'
import type { LoadGenerator } from './load.ts'
import type { Answered, Ask, Load } from './load-generator.ts'
import type { BenchMigration } from './migration.ts'
import type { BenchServer } from './server.ts'

/** How many ask at once where a figure is of many. */
export const CLIENTS = 16

const PAGES_BEFORE_MEMORY = 10_000

/** Learners who open the pages of modules, and the route of one word on the same server to compare them with. */
export class PageLoad {
  readonly #portal: BenchServer
  readonly #generator: LoadGenerator
  readonly #pages: Ask[]
  #opened = 0

  constructor(portal: BenchServer, generator: LoadGenerator, pages: Ask[]) {
    this.#portal = portal
    this.#generator = generator
    this.#pages = pages
  }

  async warmUp(): Promise<void> {
    await this.word(2)
    await this.open(CLIENTS, 2)
    await this.word(2)
    await this.open(CLIENTS, 3)
  }

  word(seconds: number): Promise<Answered> {
    return this.#generator.put(load(this.#portal.url, [{ path: '/one-word' }], CLIENTS, seconds))
  }

  async open(clients: number, seconds: number): Promise<Answered> {
    const asks = this.#pages.slice(this.#opened % this.#pages.length).concat(this.#pages)
    const answered = await this.#generator.put(load(this.#portal.url, asks.slice(0, 10_000), clients, seconds))
    this.#opened += answered.answers
    return answered
  }

  /** Resident memory in MiB from the 10,000th page on, which is what it stays at; as often as asked. */
  async memory(times: number, seconds: number): Promise<number[]> {
    const measured: number[] = []
    for (let time = 0; time < times; time++) {
      do await this.open(CLIENTS, seconds)
      while (this.#opened < PAGES_BEFORE_MEMORY)
      measured.push((await this.#portal.usage()).rss / 1024 / 1024)
    }
    return measured
  }
}

/** Every learner opens a module, each another one, until all of them were opened. */
export function pagesOf({ modules }: BenchMigration, learners: readonly BenchLearner[]): Ask[] {
  return modules.flatMap((_, turn) =>
    learners.map(({ cookie }, place) => ({
      path: paths.module(modules[(place + turn) % modules.length]?.slug ?? ''),
      cookie,
    })),
  )
}

export const rate = ({ answers, seconds }: Pick<Answered, 'answers' | 'seconds'>): number => answers / seconds

export function load(url: string, asks: Ask[], clients: number, seconds: number): Load {
  return { url, asks, clients, seconds, expect: 200 }
}
