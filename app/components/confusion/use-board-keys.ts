import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { areKeysOn } from '#app/components/frame/single-keys.ts'
import { useSingleKey } from '#app/components/frame/use-single-key.ts'
import { BOARD_KEYS } from './board-keys.ts'

/** The link of each row, in the order in which they stand. */
const linksIn = (list: HTMLElement) => [...list.querySelectorAll<HTMLAnchorElement>('.trouble-what a')]
const rowOf = (element: Element | null) => element?.closest('.trouble') ?? null

/**
 * Moves through the rows of the board by keys, and keeps the focus in its row when rows move: it goes along, and where
 * its row went away, to the one that took its place.
 */
export function useBoardKeys(list: RefObject<HTMLElement | null>): {
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
} {
  const step = useRef((by: 1 | -1) => {
    if (!list.current) return
    const links = linksIn(list.current)
    const here = links.findIndex((link) => rowOf(link)?.contains(document.activeElement))
    const chosen = links.findIndex((link) => link.getAttribute('aria-current') === 'true')
    const from = here >= 0 ? here : chosen
    links[from < 0 ? 0 : Math.min(links.length - 1, Math.max(0, from + by))]?.focus()
  }).current
  useSingleKey(BOARD_KEYS.next.key, useRef(() => step(1)).current)
  useSingleKey(BOARD_KEYS.previous.key, useRef(() => step(-1)).current)
  useSingleKey(BOARD_KEYS.tick.key, tick)
  useKeptFocus(list)
  return {
    onKeyDown: (event) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
      if (event.altKey || event.ctrlKey || event.metaKey || !areKeysOn()) return
      event.preventDefault()
      step(event.key === 'ArrowDown' ? 1 : -1)
    },
  }
}

function tick(): void {
  rowOf(document.activeElement)?.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click()
}

function useKeptFocus(list: RefObject<HTMLElement | null>): void {
  const last = useRef<{ id: string; place: number } | null>(null)
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      const row = list.current?.contains(target as Node) ? rowOf(target as Element) : null
      const rows = list.current ? [...list.current.querySelectorAll('.trouble')] : []
      last.current = row instanceof HTMLElement ? { id: row.dataset.id ?? '', place: rows.indexOf(row) } : null
    }
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [list])
  // The element that had the focus is gone, and the browser has put it nowhere.
  useLayoutEffect(() => {
    const kept = last.current
    if (kept === null || !list.current || document.activeElement !== document.body) return
    const links = linksIn(list.current)
    const same = links.find((link) => (rowOf(link) as HTMLElement | null)?.dataset.id === kept.id)
    ;(same ?? links[Math.min(kept.place, links.length - 1)])?.focus()
  })
}

/** Presses what the open question offers. */
const press = (act: string) => () => document.querySelector<HTMLAnchorElement>(`[data-act="${act}"]`)?.click()
const toAnswer = press('answer')
const toResolve = press('resolve')
const toOwner = press('owner')
const toMerge = press('merge')

/** The keys of the question that is open. */
export function useActKeys(): void {
  useSingleKey(BOARD_KEYS.answer.key, toAnswer)
  useSingleKey(BOARD_KEYS.resolve.key, toResolve)
  useSingleKey(BOARD_KEYS.owner.key, toOwner)
  useSingleKey(BOARD_KEYS.merge.key, toMerge)
}
