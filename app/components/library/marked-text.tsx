import type { Piece } from '#app/domain/modules/search.ts'

/** A text with what was found in it. */
export function MarkedText({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map(({ text, marked }, place) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no identity
    marked ? <mark key={place}>{text}</mark> : <span key={place}>{text}</span>,
  )
}
