import { randomUUID } from 'node:crypto'
import type { Drawing } from './components/served.ts'

/** A few kB each. */
const KEPT = 3_000

/** Parts of pages as HTML, by all that they show. The one that was not asked for the longest goes first. */
const kept = new Map<string, string>()

/** Another in each process, so that no author's text can look like it. */
const MARK = randomUUID()

/** Draws one page in one go, with the parts that earlier pages have left. */
export class PageDrawing implements Drawing {
  readonly mark = MARK
  readonly #keys: string[] = []
  readonly #known = new Map<number, string>()

  part(key: string): { known: boolean; number: number } {
    const number = this.#keys.push(key) - 1
    const html = kept.get(key)
    if (html === undefined) return { known: false, number }
    this.#known.set(number, html)
    kept.delete(key)
    kept.set(key, html)
    return { known: true, number }
  }

  /** The page without its marks: known parts in place, new ones kept for the next page. */
  finish(drawn: string): string {
    const open: { number: number; from: number }[] = []
    let page = ''
    let done = 0
    for (let at = drawn.indexOf(OPENING); at >= 0; at = drawn.indexOf(OPENING, done)) {
      page += drawn.slice(done, at)
      const end = drawn.indexOf(CLOSING, at)
      const [what, number] = readMark(drawn.slice(at + OPENING.length, end))
      done = end + CLOSING.length
      if (what === 'known') page += this.#known.get(number) ?? ''
      else if (what === 'begin') open.push({ number, from: page.length })
      else this.#keep(number, page.slice(open.pop()?.from))
    }
    return page + drawn.slice(done)
  }

  #keep(number: number, html: string): void {
    const key = this.#keys[number]
    if (key === undefined) return
    // A slice would hold on to the whole page that it was taken from.
    kept.set(key, Buffer.from(html).toString())
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break
      kept.delete(oldest)
    }
  }
}

const OPENING = `<template id="${MARK}`
const CLOSING = '"></template>'

/** React has escaped what stood before the number. */
function readMark(text: string): ['known' | 'begin' | 'end', number] {
  if (text.startsWith('=')) return ['known', Number(text.slice(1))]
  return text.startsWith('&lt;') ? ['begin', Number(text.slice(4))] : ['end', Number(text.slice(4))]
}
