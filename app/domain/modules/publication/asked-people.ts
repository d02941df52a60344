/** Whom a new release asks for a refresher, from who completed which older one. Pure. */
import type { RefreshPolicy } from '#app/lessons/refresh-policy.ts'
import { blocksToRefresh, type Compared } from '../changes.ts'
import type { Asked, CountedPeople } from './plan.ts'

/** A person who has begun a module; `completed` is the newest release that they completed. */
export type Learner = {
  module: string
  person: string
  completed: string | null
  isRunning: boolean
  /** by name, in the order of the migration; none: others */
  audiences: string[]
}

/** People, each once, and how many of each audience, the largest first. */
export function countedBy(learners: readonly Learner[]): CountedPeople {
  const by = new Map<string, number>()
  for (const { audiences } of learners) {
    for (const name of audiences.length > 0 ? audiences : ['In no audience']) by.set(name, (by.get(name) ?? 0) + 1)
  }
  const counted = [...by].map(([name, people]) => ({ name, people }))
  return { people: learners.length, by: counted.toSorted((one, other) => other.people - one.people) }
}

/** Whom the next release asks for a refresher. `published`: the releases that people completed, by id. */
export function askedForRefresher(
  next: Compared,
  learners: readonly Learner[],
  published: ReadonlyMap<string, Compared>,
): Asked['refresher'][RefreshPolicy] {
  const changedSince = new Map([...published].map(([id, old]) => [id, blocksToRefresh(old, next).length]))
  const changedFor = ({ completed }: Learner): number => (completed ? (changedSince.get(completed) ?? 0) : 0)
  const asked = learners.filter((learner) => changedFor(learner) > 0)
  return { ...countedBy(asked), blocks: Math.max(0, ...asked.map(changedFor)) }
}
