/** Brings together what two people made of the same playbook. Pure. */
import { type About, type DocNode, idOf, isSame, type PlaybookDoc, withId } from '#app/lessons/playbook-doc/doc.ts'

/** The title, the summary and the minutes of a playbook, as a part of it. */
export const ABOUT = 'about'

/** A part that both changed, each in another way; null where it is not there (any more). */
export type Conflict = { id: string; base: DocNode | null; mine: DocNode | null; theirs: DocNode | null }

export type Choice = 'mine' | 'theirs' | 'both'

/** `doc` holds everything that both agree on; in a conflict it holds mine until somebody chooses. */
export type Merged = { doc: PlaybookDoc; conflicts: Conflict[] }

type Parts = ReadonlyMap<string, DocNode>

/** Merges by part: what only one changed is as they made it. What both changed differently is a conflict. */
export function mergeDocs(base: PlaybookDoc, mine: PlaybookDoc, theirs: PlaybookDoc): Merged {
  const [was, own, other] = [partsOf(base), partsOf(mine), partsOf(theirs)]
  const conflicts: Conflict[] = []
  const parts = orderOf(base, mine, theirs).flatMap((id): DocNode[] => {
    const [b, m, t] = [was.get(id) ?? null, own.get(id) ?? null, other.get(id) ?? null]
    if (isSame(m, t) || isSame(t, b)) return m ? [m] : []
    if (isSame(m, b)) return t ? [t] : []
    conflicts.push({ id, base: b, mine: m, theirs: t })
    return [m ?? (t as DocNode)]
  })
  const about = mergeAbout(base.attrs, mine.attrs, theirs.attrs)
  if (about.conflict) conflicts.unshift(about.conflict)
  return { doc: { type: 'doc', attrs: about.attrs, content: parts }, conflicts }
}

/**
 * The document after somebody chose for every conflict. `both` keeps theirs and puts mine behind it; `newId` names the
 * second. What was not chosen stays as it is in `merged`, which is mine.
 */
export function settle(
  { doc, conflicts }: Merged,
  choices: Readonly<Record<string, Choice>>,
  newId: () => string,
): PlaybookDoc {
  const content = doc.content.flatMap((part): DocNode[] => {
    const conflict = conflicts.find(({ id }) => id === idOf(part))
    return conflict ? settled(conflict, choices[conflict.id] ?? 'mine', newId) : [part]
  })
  const about = conflicts.find(({ id }) => id === ABOUT)
  const attrs = about ? settledAbout(doc.attrs, about, choices[ABOUT] ?? 'mine') : doc.attrs
  const kept = content.length > 0 ? content : [withId({ type: 'paragraph' }, newId())]
  return { type: 'doc', attrs, content: kept }
}

function settled({ mine, theirs }: Conflict, choice: Choice, newId: () => string): DocNode[] {
  if (choice === 'mine') return mine ? [mine] : []
  if (choice === 'theirs') return theirs ? [theirs] : []
  if (mine && theirs) return [theirs, withId(mine, newId())]
  return [mine ?? (theirs as DocNode)]
}

const partsOf = ({ content }: PlaybookDoc): Parts => new Map(content.map((part) => [idOf(part), part]))
const idsOf = ({ content }: PlaybookDoc): string[] => content.map(idOf)

/** Every id once. Whoever changed the order of what was there gives it; what the other added stands behind what it stood behind. */
function orderOf(base: PlaybookDoc, mine: PlaybookDoc, theirs: PlaybookDoc): string[] {
  const was = idsOf(base)
  const common = (ids: readonly string[]) => ids.filter((id) => was.includes(id))
  const keptOrder = isSame(
    common(idsOf(mine)),
    was.filter((id) => idsOf(mine).includes(id)),
  )
  const [first, second] = keptOrder ? [theirs, mine] : [mine, theirs]
  const order = idsOf(first)
  for (const [place, id] of idsOf(second).entries()) {
    if (order.includes(id)) continue
    const before = idsOf(second)
      .slice(0, place)
      .reverse()
      .find((other) => order.includes(other))
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id)
  }
  return order
}

const FIELDS = ['title', 'summary', 'minutes'] as const

function mergeAbout(base: About, mine: About, theirs: About): { attrs: About; conflict: Conflict | null } {
  const attrs: Record<string, unknown> = { ...mine }
  let isDisputed = false
  for (const field of FIELDS) {
    if (mine[field] === base[field]) attrs[field] = theirs[field]
    else if (theirs[field] !== base[field] && theirs[field] !== mine[field]) isDisputed = true
  }
  const conflict = { id: ABOUT, base: aboutPart(base), mine: aboutPart(attrs as About), theirs: aboutPart(theirs) }
  return { attrs: attrs as About, conflict: isDisputed ? conflict : null }
}

/** What a playbook says of itself as a part, to compare and to show. */
export function aboutPart({ title, summary, minutes }: About): DocNode {
  const line = (text: string): DocNode => ({ type: 'paragraph', content: text ? [{ type: 'text', text }] : [] })
  return {
    type: ABOUT,
    attrs: { id: ABOUT, title, summary, minutes },
    content: [line(title), line(summary ?? ''), line(`${minutes} min`)],
  }
}

/** Both titles and both summaries stand beside each other; of the minutes, theirs. */
function settledAbout(attrs: About, { mine, theirs }: Conflict, choice: Choice): About {
  const [own, other] = [mine?.attrs as About, theirs?.attrs as About]
  if (choice === 'mine') return attrs
  const { title, summary, minutes } = other
  if (choice === 'theirs') return { title, summary, minutes }
  return {
    title: joined(title, own.title)?.slice(0, 160) ?? title,
    summary: joined(summary, own.summary)?.slice(0, 400) ?? null,
    minutes,
  }
}

function joined(one: string | null, other: string | null): string | null {
  return one && other && one !== other ? `${one} / ${other}` : (one ?? other)
}
