import { createContext } from 'react'
import type { Lesson } from '#app/lessons/tree.ts'

/** What the server has at hand while it draws a page, and no browser does. */
export type Served = {
  /** the lesson of a release that this request has read */
  lesson: (releaseId: string) => Lesson
  /** Keeps parts of pages; null where a page is not drawn in one go, and while developing. */
  drawing: Drawing | null
}

/** One page while it is drawn. */
export type Drawing = {
  /** Whether this part is at hand from an earlier page, and the number by which this page refers to it. */
  part: (key: string) => { known: boolean; number: number }
  /** what marks a place in the page, unguessable for whoever writes what stands in it */
  mark: string
}

/** Null in a browser. */
export const ServedContext = createContext<Served | null>(null)
