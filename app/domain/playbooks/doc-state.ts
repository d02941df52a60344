import type { PlaybookDoc } from '#app/lessons/playbook-doc/doc.ts'

/** A saved state of a document. `by` and `at` are null while nobody has edited it. */
export type DocState = { number: number; doc: PlaybookDoc; at: Date | null; by: string | null }

/** What saving answers: the new number with the document as it was checked, or the newest state of somebody else. */
export type Saved = { saved: number; doc: PlaybookDoc } | { newest: DocState }
