/** The states of a copy as people remember them. Pure. */

export type Edit = { number: number; at: Date; by: string }

/** What one person did in one go. `number` is the state it ended with. */
export type EditGroup = Edit & { since: Date }

/** A pause of this length begins a new entry. */
const PAUSE_MS = 15 * 60_000

/** Consecutive edits of one author as one entry; newest first, as `edits` come oldest first. */
export function groupedEdits(edits: readonly Edit[]): EditGroup[] {
  const groups: EditGroup[] = []
  for (const edit of edits) {
    const last = groups.at(-1)
    if (last && last.by === edit.by && edit.at.getTime() - last.at.getTime() < PAUSE_MS) {
      groups[groups.length - 1] = { ...edit, since: last.since }
    } else groups.push({ ...edit, since: edit.at })
  }
  return groups.reverse()
}
