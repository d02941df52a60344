/** What newer revisions of the organisation's playbook changed, and what a cohort's copy makes of it. Pure. */
import { type About, type DocNode, idOf, isSame, type PlaybookDoc, withId } from '#app/lessons/playbook-doc/doc.ts'
import { ABOUT, aboutPart } from './merge.ts'
import { changesBetween, type PartChange, withIdsOf } from './part-changes.ts'

export type Revision = { id: string; number: number; doc: PlaybookDoc }

/** A change that nobody else decides: the cohort takes it into its copy, or leaves it. */
export type UpstreamChange = PartChange & {
  /** the newest revision that changed this part */
  revision: { id: string; number: number }
  /** the part as the copy has it now */
  own: DocNode | null
  /** `apart`: the cohort changed the part itself, so that taking has to show both */
  state: 'open' | 'apart' | 'there'
}

/** What changed since the revision that a copy is based on; `revisions` begin with that one, by number. */
export function upstreamChanges(revisions: readonly Revision[], copy: PlaybookDoc): UpstreamChange[] {
  const chain = chained(revisions)
  const [base, newest] = [chain[0], chain.at(-1)]
  if (!base || !newest || base === newest) return []
  return changesBetween(base.doc, newest.doc).map((change) => {
    const own = partIn(copy, change.id)
    return { ...change, own, revision: lastToChange(chain, change.id), state: stateOf(change, own) }
  })
}

/** Revisions whose parts have the ids that they had in the first of them, as long as they are the same parts. */
export function chained(revisions: readonly Revision[]): Revision[] {
  const chain: Revision[] = []
  for (const revision of revisions) {
    const last = chain.at(-1)
    chain.push(last ? { ...revision, doc: withIdsOf(last.doc, revision.doc) } : revision)
  }
  return chain
}

function stateOf({ before, after }: PartChange, own: DocNode | null): UpstreamChange['state'] {
  if (isSame(own, after)) return 'there'
  return isSame(own, before) ? 'open' : 'apart'
}

function lastToChange(chain: readonly Revision[], id: string): { id: string; number: number } {
  const place = chain.findLastIndex(
    ({ doc }, at) => at > 0 && !isSame(partIn(doc, id), partIn((chain[at - 1] as Revision).doc, id)),
  )
  const { id: revision, number } = chain[Math.max(place, 0)] as Revision
  return { id: revision, number }
}

function partIn(doc: PlaybookDoc, id: string): DocNode | null {
  return id === ABOUT ? aboutPart(doc.attrs) : (doc.content.find((part) => idOf(part) === id) ?? null)
}

/** How a change is taken: in place of the cohort's words, or beside them. */
export type Taking = 'instead' | 'beside'

/** The copy with the change in it. `newest` says where an added part stands. */
export function taken(
  copy: PlaybookDoc,
  { id, after, own }: UpstreamChange,
  newest: PlaybookDoc,
  how: Taking,
  newId: () => string,
): PlaybookDoc {
  if (id === ABOUT) return { ...copy, attrs: aboutOf(after) }
  const kept = own && how === 'beside' ? [withId(own, newId())] : []
  return placed(copy, id, [...(after ? [after] : []), ...kept], newest)
}

/** The copy as it was before the change was taken. */
export function untaken(copy: PlaybookDoc, { id, before }: UpstreamChange, base: PlaybookDoc): PlaybookDoc {
  if (id === ABOUT) return { ...copy, attrs: aboutOf(before) }
  return placed(copy, id, before ? [before] : [], base)
}

function aboutOf(part: DocNode | null): About {
  const { title, summary, minutes } = (part?.attrs ?? {}) as unknown as About
  return { title, summary, minutes }
}

function placed(copy: PlaybookDoc, id: string, parts: readonly DocNode[], like: PlaybookDoc): PlaybookDoc {
  const at = copy.content.findIndex((part) => idOf(part) === id)
  const content = [...copy.content]
  if (at >= 0) content.splice(at, 1, ...parts)
  else content.splice(placeLike(content, id, like), 0, ...parts)
  return { ...copy, content: content.length > 0 ? content : [{ type: 'paragraph', attrs: { id } }] }
}

/** Behind the nearest part before it that the copy has, too. */
function placeLike(content: readonly DocNode[], id: string, like: PlaybookDoc): number {
  const ids = like.content.map(idOf)
  for (const before of ids.slice(0, ids.indexOf(id)).reverse()) {
    const at = content.findIndex((part) => idOf(part) === before)
    if (at >= 0) return at + 1
  }
  return 0
}
