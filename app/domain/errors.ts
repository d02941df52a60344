/**
 * Why something expected was refused: what may not be seen is *missing*, what may be seen but not done is *forbidden*,
 * too much in too short a time is *limited*.
 */
export type RefusalKind = 'missing' | 'forbidden' | 'conflict' | 'invalid' | 'limited'

/**
 * The only expected failure of the domain: a kind, and words for a person. Everything else is a bug. `field` names the
 * input that it is about, so that a form says it beside that one.
 */
export class Refusal extends Error {
  readonly kind: RefusalKind
  readonly field: string | null
  constructor(kind: RefusalKind, words: string, field: string | null = null) {
    super(words)
    this.name = 'Refusal'
    this.kind = kind
    this.field = field
  }
}
