import { useEffect, useRef, useState } from 'react'

/** Without a word for this long, the connection is not there, whatever the browser thinks. */
const SILENT_MS = 40_000
const AGAIN_MS = 3_000

/** Why nothing more will come: signed out, refused, or open in too many windows. */
export type Over = { kind: string; words: string }

export type Live<State> = {
  state: State
  /** takes a newer state that came by another way */
  accept: (state: State) => void
  /** the server's clock minus this device's, in milliseconds */
  ahead: number
  /** `away`: what is shown may be old */
  link: 'connecting' | 'here' | 'away'
  over: Over | null
}

/**
 * Follows a live address: the state as it came with the page, and each one that is told after. A page that is hidden
 * lets go of its connection, of which a browser has few, and looks anew when it is shown again.
 */
export function useLive<State>(address: string, initial: { now: string; state: State }): Live<State> {
  const [state, accept] = useState(initial.state)
  const [link, setLink] = useState<Live<State>['link']>('connecting')
  const [over, setOver] = useState<Over | null>(null)
  const ahead = useRef(0)
  useEffect(() => {
    const following = new Following(address, {
      state: (told) => {
        ahead.current = new Date(told.now).getTime() - Date.now()
        accept(told.state as State)
      },
      link: setLink,
      over: setOver,
    })
    return () => following.end()
  }, [address])
  return { state, accept, ahead: ahead.current, link, over }
}

type Told = {
  state: (told: { now: string; state: unknown }) => void
  link: (link: 'here' | 'away') => void
  over: (why: Over) => void
}

/** The connection of one page. The browser opens it again by itself where it can, and we do where it gives up. */
class Following {
  readonly #address: string
  readonly #told: Told
  #source: EventSource | null = null
  #silence: ReturnType<typeof setTimeout> | undefined
  #again: ReturnType<typeof setTimeout> | undefined
  #isOver = false

  constructor(address: string, told: Told) {
    this.#address = address
    this.#told = told
    document.addEventListener('visibilitychange', this.#onShown)
    window.addEventListener('online', this.#onShown)
    window.addEventListener('offline', this.#onAway)
    this.#open()
  }

  end(): void {
    document.removeEventListener('visibilitychange', this.#onShown)
    window.removeEventListener('online', this.#onShown)
    window.removeEventListener('offline', this.#onAway)
    this.#close()
  }

  #onShown = () => {
    this.#close()
    if (document.visibilityState !== 'hidden' && !this.#isOver) this.#open()
  }

  #onAway = () => this.#told.link('away')

  #open(): void {
    const source = new EventSource(this.#address)
    this.#source = source
    source.addEventListener('state', (event) => {
      this.#heard()
      this.#told.state(JSON.parse(event.data))
    })
    source.addEventListener('beat', () => this.#heard())
    source.addEventListener('over', (event) => {
      this.#isOver = true
      this.#close()
      this.#told.over(JSON.parse(event.data))
    })
    source.addEventListener('error', () => this.#lost())
  }

  #heard(): void {
    clearTimeout(this.#silence)
    this.#silence = setTimeout(() => this.#lost(), SILENT_MS)
    this.#told.link('here')
  }

  #lost(): void {
    if (this.#isOver) return
    this.#close()
    this.#told.link('away')
    this.#again = setTimeout(() => this.#onShown(), AGAIN_MS)
  }

  #close(): void {
    clearTimeout(this.#silence)
    clearTimeout(this.#again)
    this.#source?.close()
    this.#source = null
  }
}
