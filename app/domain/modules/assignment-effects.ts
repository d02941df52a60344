/** What a change of assignments does to people: found by comparing who is asked before and after. Pure. */
import type { LocalDay } from '../migrations/local-days.ts'

/** A person who is asked for a module, or offered it, whatever for. `due` is null where it is only offered. */
export type AskedPerson = { person: string; due: LocalDay | null; isDone: boolean }

/** Ids of people. Who has completed the module stands among them; `done` are those. */
export type Effect = {
  /** asked now, and not before */
  newlyAsked: string[]
  /** asked before, and not now */
  noLongerAsked: string[]
  /** offered now, and neither asked nor offered before */
  newlyOffered: string[]
  /** asked before and now, and due on another day */
  moved: string[]
  done: ReadonlySet<string>
  /** the due days of those who are newly asked or whose day moved and who have not completed it; null: nobody */
  due: { first: LocalDay; last: LocalDay } | null
}

/** The same in numbers, for pages. */
export type EffectCounts = {
  newlyAsked: number
  noLongerAsked: number
  newlyOffered: number
  moved: number
  /** of those who are newly asked */
  done: number
  due: Effect['due']
}

export function effectBetween(before: readonly AskedPerson[], after: readonly AskedPerson[]): Effect {
  const [was, is] = [byPerson(before), byPerson(after)]
  const newlyAsked = after.filter(({ person, due }) => due !== null && !was.get(person)?.due)
  const moved = after.filter(({ person, due }) => {
    const former = was.get(person)?.due
    return due !== null && former && former !== due
  })
  const days = [...newlyAsked, ...moved].flatMap(({ due, isDone }) => (due && !isDone ? due : [])).sort()
  const [first, last] = [days[0], days.at(-1)]
  return {
    newlyAsked: newlyAsked.map(({ person }) => person),
    noLongerAsked: before.flatMap(({ person, due }) => (due !== null && !is.get(person)?.due ? person : [])),
    newlyOffered: after.flatMap(({ person, due }) => (due === null && !was.has(person) ? person : [])),
    moved: moved.map(({ person }) => person),
    done: new Set([...before, ...after].flatMap(({ person, isDone }) => (isDone ? person : []))),
    due: first && last ? { first, last } : null,
  }
}

export function countsOf({ newlyAsked, noLongerAsked, newlyOffered, moved, done, due }: Effect): EffectCounts {
  return {
    newlyAsked: newlyAsked.length,
    noLongerAsked: noLongerAsked.length,
    newlyOffered: newlyOffered.length,
    moved: moved.length,
    done: newlyAsked.filter((person) => done.has(person)).length,
    due,
  }
}

function byPerson(people: readonly AskedPerson[]): ReadonlyMap<string, AskedPerson> {
  return new Map(people.map((one) => [one.person, one]))
}
