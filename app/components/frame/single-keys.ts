/**
 * Keys that act by themselves, without Ctrl or Alt. They rest while somebody types, and whoever needs the keys for
 * something else (speech input, a screen reader's own commands) turns them off in this browser: Help says how.
 */
export const KEYS = {
  search: { key: '/', says: 'Search the library' },
  quickReferences: { key: 'q', says: 'Open the quick references from any module' },
} as const

/** As much of a press as decides. */
export type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey' | 'isComposing' | 'defaultPrevented'>

/** Whether a press is the key by itself. Shift may be part of it: "/" needs it on many keyboards. */
export function isPressOf(key: string, press: Press): boolean {
  if (press.ctrlKey || press.altKey || press.metaKey || press.isComposing || press.defaultPrevented) return false
  return press.key.toLowerCase() === key
}

/** What takes letters: fields, lists that look for what begins with a letter, and whatever is edited in place. */
const TYPING =
  'input:not([type="radio"], [type="checkbox"], [type="button"], [type="submit"]), textarea, select, [contenteditable]'

/** Whether letters go into what has the focus, or an open dialog waits for an answer. */
export function isBusyWithKeys(target: EventTarget | null): boolean {
  if (target instanceof Element && target.closest(TYPING)) return true
  return document.querySelector('dialog[open], [role="dialog"]') !== null
}

const STORED = 'single-keys'

/** Whether this browser uses the keys; where nothing can be kept, it does. */
export function areKeysOn(): boolean {
  try {
    return localStorage.getItem(STORED) !== 'off'
  } catch {
    return true
  }
}

/** Turns the keys on or off in this browser. */
export function turnKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(STORED)
    else localStorage.setItem(STORED, 'off')
  } catch {
    // A browser that keeps nothing keeps the keys as they are.
  }
}
