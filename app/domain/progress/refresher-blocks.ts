/** What a refresher shows of a lesson. Pure. */
import type { Block } from '#app/lessons/tree.ts'

export type RefresherBlocks = {
  /** the blocks to do again, each task, check or film in the section that it stands in */
  shown: Block[]
  /** titles of the sections that are left out: they are as the person knows them */
  known: string[]
}

/** Only what changed: a person who completed the module is not led through the rest again. */
export function refresherBlocks(blocks: readonly Block[], changed: readonly string[]): RefresherBlocks {
  const asked = new Set(changed)
  const sections = new Set(blocks.flatMap(({ id, parent }) => (asked.has(id) ? (parent ?? id) : [])))
  return {
    shown: blocks.filter(({ id, kind }) => (kind === 'section' ? sections.has(id) : asked.has(id))),
    known: blocks.flatMap(({ id, kind, title }) => (kind === 'section' && !sections.has(id) ? title : [])),
  }
}
