/**
 * Of the tabs that show one task, the one in which its attempt goes on: it holds a lock of the browser's, which another
 * tab can take over, and which is free once the tab is closed. A browser without locks has no secure page, where nothing
 * of this works anyway.
 */
export class Turn {
  readonly #key: string
  readonly #tell: (here: boolean) => void
  #letGo: (() => void) | null = null
  #ended = false

  /** `tell` hears whether it is this tab, whenever that is another; not before the first `ask`. */
  constructor(key: string, tell: (here: boolean) => void) {
    this.#key = key
    this.#tell = tell
  }

  /** Takes the turn, if no other tab has it. */
  ask(): Promise<void> {
    return this.#request({ ifAvailable: true })
  }

  /** Takes it from whichever tab has it. */
  take(): Promise<void> {
    return this.#request({ steal: true })
  }

  /** Leaves it to others. */
  end(): void {
    this.#ended = true
    this.#letGo?.()
  }

  /** Resolves once it is known whose turn it is. */
  #request(how: LockOptions): Promise<void> {
    if (this.#letGo) return Promise.resolve()
    const { promise: known, resolve } = Promise.withResolvers<void>()
    const over = navigator.locks.request(this.#key, how, (lock) => {
      if (lock && !this.#ended) this.#say(true)
      else if (!lock) this.#say(false)
      resolve()
      return lock && !this.#ended ? new Promise<void>((letGo) => (this.#letGo = letGo)) : undefined
    })
    over.catch(() => {
      // Another tab has taken it.
      this.#letGo = null
      this.#say(false)
    })
    return known
  }

  #say(here: boolean): void {
    if (!this.#ended) this.#tell(here)
  }
}
