import type { DocState } from '#app/domain/playbooks/doc-state.ts'
import { type Choice, type Merged, mergeDocs, settle } from '#app/domain/playbooks/merge.ts'
import { isSame, type PlaybookDoc } from '#app/lessons/playbook-doc/doc.ts'
import { newPartId } from '#app/lessons/playbook-doc/part-ids.ts'
import { clearDraft, readDraft, writeDraft } from '#app/outbox/draft.ts'
import { watchDoc } from './live-copy.ts'
import { sendDoc } from './send-doc.ts'

/** Where the words stand that somebody writes into. */
export type Surface = {
  read: () => PlaybookDoc
  write: (doc: PlaybookDoc) => void
  /** the document with all that the schema adds by itself, so that two can be compared */
  normal: (doc: PlaybookDoc) => PlaybookDoc
}

export type Standing =
  | { kind: 'saved' | 'writing' | 'saving' | 'unreached' }
  | { kind: 'refused'; words: string }
  /** both changed the same part: the person chooses */
  | { kind: 'disputed'; merged: Merged; newest: DocState }

/** What somebody has written and nobody has saved, with the state that it builds on. */
type Draft = { number: number; base: PlaybookDoc; doc: PlaybookDoc }

const SAVE_AFTER_MS = 1_200
const AGAIN_AFTER_MS = 5_000

/**
 * One document that several people write. What is written is kept in this browser at once, saved a moment later, and
 * brought together with what others saved: by itself where they changed other parts, else by the person's choice.
 */
export class SharedDoc {
  #base: { number: number; doc: PlaybookDoc }
  #timer: ReturnType<typeof setTimeout> | undefined
  #sending = false
  #stopped = false
  #standing: Standing = { kind: 'saved' }
  readonly #address: string
  readonly #draftKey: string
  readonly #surface: Surface
  readonly #tell: (standing: Standing, by: string | null) => void

  constructor(
    address: string,
    draftKey: string,
    initial: DocState,
    surface: Surface,
    tell: (standing: Standing, by: string | null) => void,
  ) {
    this.#address = address
    this.#draftKey = draftKey
    this.#surface = surface
    this.#tell = tell
    this.#base = { number: initial.number, doc: surface.normal(initial.doc) }
  }

  /** Takes up a draft that this browser kept, and begins to look for what others save. */
  start(initial: DocState): () => void {
    const draft = readDraft<Draft>(this.#draftKey)
    if (draft) {
      this.#base = { number: draft.number, doc: this.#surface.normal(draft.base) }
      this.#surface.write(draft.doc)
      if (draft.number === initial.number) this.#soon(0)
      else this.#bringTogether(initial)
    }
    const stop = watchDoc(
      this.#address,
      () => this.#base.number,
      (newest) => this.#heard(newest),
    )
    const online = () => this.#soon(0)
    window.addEventListener('online', online)
    return () => {
      this.#stopped = true
      clearTimeout(this.#timer)
      window.removeEventListener('online', online)
      stop()
    }
  }

  /** Somebody typed. */
  changed(): void {
    if (this.#standing.kind === 'disputed') return
    this.#keep()
    if (!this.#sending) this.#stand({ kind: 'writing' })
    this.#soon(SAVE_AFTER_MS)
  }

  saveNow(): void {
    this.#soon(0)
  }

  /** The person chose what becomes of the parts that both changed. */
  settle(choices: Readonly<Record<string, Choice>>): void {
    if (this.#standing.kind !== 'disputed') return
    const { merged, newest } = this.#standing
    this.#take(newest, settle(merged, choices, newPartId))
    this.#soon(0)
  }

  #stand(standing: Standing, by: string | null = null): void {
    this.#standing = standing
    if (!this.#stopped) this.#tell(standing, by)
  }

  #soon(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#save(), ms)
  }

  #keep(): void {
    const draft: Draft = { number: this.#base.number, base: this.#base.doc, doc: this.#surface.read() }
    writeDraft(this.#draftKey, draft)
  }

  async #save(): Promise<void> {
    if (this.#sending || this.#stopped || this.#standing.kind === 'disputed') return
    const mine = this.#surface.read()
    if (isSame(mine, this.#base.doc)) {
      clearDraft(this.#draftKey)
      if (this.#standing.kind !== 'saved') this.#stand({ kind: 'saved' })
      return
    }
    this.#sending = true
    this.#stand({ kind: 'saving' })
    const sent = await sendDoc(this.#address, this.#base.number, mine)
    this.#sending = false
    if (this.#stopped) return
    if (sent.kind === 'saved') {
      this.#base = { number: this.#base.number, doc: mine }
      this.#bringTogether({ number: sent.number, doc: sent.doc, at: null, by: null })
    } else if (sent.kind === 'behind') this.#bringTogether(sent.newest)
    else {
      this.#stand(sent)
      if (sent.kind === 'unreached') this.#soon(AGAIN_AFTER_MS)
    }
  }

  #heard(newest: DocState): void {
    if (this.#sending || this.#stopped || newest.number <= this.#base.number) return
    this.#bringTogether(newest)
  }

  /** Nothing is written over: where both changed a part, the person is asked. */
  #bringTogether(newest: DocState): void {
    const theirs = this.#surface.normal(newest.doc)
    const merged = mergeDocs(this.#base.doc, this.#surface.read(), theirs)
    if (merged.conflicts.length > 0) {
      this.#keep()
      this.#stand({ kind: 'disputed', merged, newest }, newest.by)
      return
    }
    this.#take(newest, settle(merged, {}, newPartId))
  }

  /** Goes on from the newest state, with `doc` as what is written now. */
  #take(newest: DocState, doc: PlaybookDoc): void {
    const theirs = this.#surface.normal(newest.doc)
    if (!isSame(doc, this.#surface.read())) this.#surface.write(doc)
    this.#base = { number: newest.number, doc: theirs }
    if (isSame(this.#surface.read(), theirs)) {
      clearDraft(this.#draftKey)
      this.#stand({ kind: 'saved' }, newest.by)
      return
    }
    this.#keep()
    this.#stand({ kind: 'writing' }, newest.by)
    this.#soon(SAVE_AFTER_MS)
  }
}
