import type { DocState } from '#app/domain/playbooks/doc-state.ts'

/** How often somebody else's saves are asked for. */
const EVERY_MS = 4_000

/**
 * Tells of newer states of a document than `known` says, until the function it returns is called. It asks every few
 * seconds while the page is looked at; what pushes them instead would stand here.
 */
export function watchDoc(address: string, known: () => number, tell: (newest: DocState) => void): () => void {
  let asking = false
  const ask = async () => {
    if (asking || document.hidden) return
    asking = true
    try {
      const response = await fetch(`${address}?after=${known()}`, { headers: { Accept: 'application/json' } })
      if (response.status === 200) tell(readState(await response.json()))
    } catch {
      // Without a network there is nothing new; the next time may have one.
    } finally {
      asking = false
    }
  }
  const timer = setInterval(() => void ask(), EVERY_MS)
  const soon = () => void ask()
  document.addEventListener('visibilitychange', soon)
  window.addEventListener('online', soon)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', soon)
    window.removeEventListener('online', soon)
  }
}

/** A state as it came by JSON. */
export function readState(sent: unknown): DocState {
  const { at, ...state } = sent as Omit<DocState, 'at'> & { at: string | null }
  return { ...state, at: at === null ? null : new Date(at) }
}
