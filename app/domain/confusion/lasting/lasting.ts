/** What the migration team said last of a trouble, and where it was asked. */
export type LastingSource = {
  /** of the answer or the resolution */
  id: string
  words: string
  question: string
  module: { id: string; slug: string; title: string }
  /** title null: the present release has no such block */
  block: { id: string; title: string | null }
}

/** What has become of an answer beyond its trouble. */
export type Lasting = {
  /** the answer in the library that is offered now */
  libraryAnswerId: string | null
  notices: { audience: string; people: number; at: Date }[]
  /** a call-out that is asked for and in no release yet */
  calloutId: string | null
  /** the label of the release that was named as the fix, and was withdrawn since */
  withdrawnFix: string | null
}

/** An answered question, as the library shows it. */
export type LibraryAnswer = {
  id: string
  question: string
  words: string
  /** the block null: the present release has no such block; the module null: it is not offered */
  place: { slug: string; title: string; block: string | null } | null
}

/** The same for whoever edits it. */
export type EditedAnswer = Omit<LibraryAnswer, 'place'> & {
  /** a writer names the state that they edited */
  number: number
  editedAt: Date
  editedBy: string
  retired: boolean
  where: string
}
