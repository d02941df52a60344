import type { NoticeKind } from './kinds.ts'

/** Something that the viewer was told. */
export type Notice = {
  id: string
  kind: NoticeKind
  /** a sentence of its own */
  title: string
  words: string
  /** a path of this portal */
  link: string | null
  at: Date
  readAt: Date | null
}
