import { useEffect, useState } from 'react'

/**
 * What a person has typed or chosen and not sent yet, kept in this browser under a key until it is cleared. The server
 * renders `initial`; what was kept joins after the page has come alive.
 */
export function useDraft<Value>(key: string, initial: Value): [Value, (value: Value) => void, () => void] {
  const [value, setValue] = useState(initial)
  useEffect(() => {
    const kept = readDraft<Value>(key)
    if (kept !== null) setValue(kept)
  }, [key])
  const keep = (next: Value) => {
    setValue(next)
    writeDraft(key, next)
  }
  const clear = () => {
    setValue(initial)
    clearDraft(key)
  }
  return [value, keep, clear]
}

/** What is kept under a key; null where there is nothing, or nothing that can be read. */
export function readDraft<Value>(key: string): Value | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Value | null
  } catch {
    return null
  }
}

/** Keeps a value; a browser that refuses to (private mode, full) loses only the draft. */
export function writeDraft(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    return
  }
}

/** A browser that refuses to keep anything has nothing to clear. */
export function clearDraft(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {
    return
  }
}

/** Removes whatever this browser keeps of a person: every key is `gangway:<what>:<person>…`. */
export function clearDraftsOf(personId: string): void {
  for (const key of keptKeys()) {
    const [product, , person] = key.split(':')
    if (product === 'gangway' && person === personId) clearDraft(key)
  }
}

function keptKeys(): string[] {
  try {
    return Object.keys(localStorage)
  } catch {
    return []
  }
}
