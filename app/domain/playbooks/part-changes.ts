/** Which parts of a playbook differ between two states of it. Pure. */
import {
  type DocNode,
  idOf,
  isSame,
  type PlaybookDoc,
  saysTheSame,
  withId,
  wordsOf,
} from '#app/lessons/playbook-doc/doc.ts'
import { aboutPart } from './merge.ts'

export type PartChange = {
  id: string
  how: 'added' | 'changed' | 'removed'
  before: DocNode | null
  after: DocNode | null
}

/** What is different, in the order of the newer one; what was taken out stands where it stood. */
export function changesBetween(before: PlaybookDoc, after: PlaybookDoc): PartChange[] {
  const [was, is] = [aboutAnd(before), aboutAnd(after)]
  const changes = is.flatMap((part): PartChange[] => {
    const old = was.find((one) => idOf(one) === idOf(part)) ?? null
    if (old === null) return [{ id: idOf(part), how: 'added', before: null, after: part }]
    return isSame(old, part) ? [] : [{ id: idOf(part), how: 'changed', before: old, after: part }]
  })
  const removed = was.filter((part) => !is.some((one) => idOf(one) === idOf(part)))
  return [
    ...changes,
    ...removed.map((part): PartChange => ({ id: idOf(part), how: 'removed', before: part, after: null })),
  ]
}

const aboutAnd = ({ attrs, content }: PlaybookDoc): DocNode[] => [aboutPart(attrs), ...content]

/** From this share of words in common on, two parts are the same part in other words. */
const ALIKE = 0.4

/**
 * The newer document with the ids of the older one, where its parts are the same or say much the same: what comes from
 * files has ids that follow its words. Parts that only one of the two has keep theirs.
 */
export function withIdsOf(older: PlaybookDoc, newer: PlaybookDoc): PlaybookDoc {
  const free = new Map(older.content.map((part) => [idOf(part), part]))
  const given = new Map<DocNode, string>()
  const give = (fits: (old: DocNode, part: DocNode) => boolean) => {
    for (const part of newer.content) {
      if (given.has(part)) continue
      const found = [...free.values()].find((old) => old.type === part.type && fits(old, part))
      if (!found) continue
      given.set(part, idOf(found))
      free.delete(idOf(found))
    }
  }
  give((old, part) => idOf(old) === idOf(part))
  give(saysTheSame)
  give((old, part) => likeness(wordsOf(old), wordsOf(part)) >= ALIKE)
  const taken = new Set(given.values())
  const content = newer.content.map((part) => {
    const own = given.get(part)
    if (own !== undefined) return withId(part, own)
    let id = idOf(part)
    for (let number = 2; taken.has(id); number++) id = `${idOf(part)}-${number}`
    taken.add(id)
    return withId(part, id)
  })
  return { ...newer, content }
}

/** The share of words that two texts have in common, 0 to 1. */
function likeness(one: string, other: string): number {
  const [own, others] = [wordSet(one), wordSet(other)]
  const shared = [...own].filter((word) => others.has(word)).length
  const all = new Set([...own, ...others]).size
  return all === 0 ? 0 : shared / all
}

const wordSet = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
