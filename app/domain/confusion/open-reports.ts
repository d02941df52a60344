/** A trouble that others already reported at a block, offered so that one click says "me too". */
export type OfferedReport = {
  /** the report that a me-too is added to */
  id: string
  words: string
  /** people who reported it or said "me too", the viewer not counted */
  others: number
  /** how the viewer is in it already: nobody says "me too" to a report of their own */
  own: 'report' | 'me too' | null
}

/** What the migration team answered for everyone who comes to the block. */
export type PublicAnswer = { words: string; at: Date; question: string }

/** What is known of a block before somebody writes: the three troubles that most people are in, and answers. */
export type BlockConfusion = { open: readonly OfferedReport[]; answers: readonly PublicAnswer[] }

/** By block id; blocks without any are left out. */
export type ModuleConfusion = Readonly<Record<string, BlockConfusion>>

export const NOTHING_REPORTED: BlockConfusion = { open: [], answers: [] }
