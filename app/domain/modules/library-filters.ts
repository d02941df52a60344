/** What narrows the library, as its address says it: so that a view can be kept and sent. Pure. */
import { MODULE_KINDS, type ModuleKind } from '#app/lessons/tree.ts'
import type { ModuleStanding } from '../progress/standing.ts'

export const STANDINGS = ['not started', 'started', 'complete', 'refresher due'] as const satisfies ModuleStanding[]

export type LibraryFilters = {
  query: string
  kind: ModuleKind | null
  /** the slug of a milestone that the module is asked for */
  milestone: string | null
  /** whom it is asked of: the viewer, or an audience by its slug */
  audience: typeof ME | (string & {}) | null
  standing: ModuleStanding | null
  /** from 1 on */
  page: number
}

/** The viewer, in place of an audience. */
export const ME = 'me'

const LONGEST_QUERY = 200
const LAST_PAGE = 1000

/** Reads an address; what it has no meaning for is left out. */
export function libraryFiltersOf(asked: URLSearchParams): LibraryFilters {
  const text = (name: string) => (asked.get(name) ?? '').trim().slice(0, LONGEST_QUERY)
  const page = Number(asked.get('page') ?? 1)
  return {
    query: text('q'),
    kind: MODULE_KINDS.find((kind) => kind === asked.get('kind')) ?? null,
    milestone: text('milestone') || null,
    audience: text('for') || null,
    standing: STANDINGS.find((standing) => standing === asked.get('state')) ?? null,
    page: Number.isInteger(page) && page >= 1 && page <= LAST_PAGE ? page : 1,
  }
}

/** The address of a view, from the question mark on; empty for all of the library. */
export function libraryAddress(filters: Partial<LibraryFilters>): string {
  const { query, kind, milestone, audience, standing, page } = filters
  const named = { q: query, kind, milestone, for: audience, state: standing, page: page === 1 ? null : page }
  const given = Object.entries(named).flatMap(([name, value]) => (value ? [[name, String(value)]] : []))
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ''
}

/** Whether anything but the words of a search narrows the view. */
export const isNarrowed = ({ kind, milestone, audience, standing }: LibraryFilters): boolean =>
  [kind, milestone, audience, standing].some((filter) => filter !== null)
