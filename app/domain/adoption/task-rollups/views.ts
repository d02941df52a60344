import { ZERO_ID } from '../slices.ts'
import { LEAST_PEOPLE } from '../withholding.ts'
import { isPieceOf, SPAN_ORDER, SPANS, type Span } from './spans.ts'

/**
 * Which figures of one task may be told (semantics 16): a view is a group, a span and, for everybody, a release or the
 * number of the try. A view is told from five people on, and only if no difference between it and another view that is
 * told leaves one to four people. All views that any page offers are decided together, once. Pure.
 */

/** What one person did at the task in one piece of time, as part of one group that does not overlap with others. */
export type Doing = {
  release: string
  /** of `SPANS` */
  piece: number
  /** the key of a set of audiences, or a cohort's id; empty: in none */
  group: string
  /** bit n: they did it at try n + 1; the last bit stands for every later try */
  tries: number
}

/** People who did exactly the same. */
export type Doers = { doings: readonly Doing[]; people: number }

/** People by view that is told, and the views that somebody is in, but that are withheld. */
export type ToldViews = { people: Record<string, number>; withheld: string[] }

/** Tries that are told one by one; the last stands for all from it on. */
export const TRIES = 5

/** How a view is called: of a slice, by the id of `sliceId`, in a span. */
export const viewOf = (slice: string, span: Span): string => `${slice}/${span}`
/** Of everybody since the beginning: one release, or one number of the try. */
export const viewOfRelease = (release: string): string => `release/${release}`
export const viewOfTry = (nth: number): string => `try/${nth}`
/** Of a try and all later ones. The last one that is told by itself stands for those already. */
export const viewOfTriesFrom = (nth: number): string => (nth === TRIES ? viewOfTry(nth) : `tries from/${nth}`)

type Atom = Omit<Doing, 'tries'> & { nth: number }
type View = { key: string; holds: (atom: Atom) => boolean; families: string[] }

/**
 * The views that may be told, in a fixed order of preference: everybody before groups, large groups before small ones, all
 * time before spans, and each only if it goes together with those before it. `slicesOf` names the slices of a group.
 */
export function toldViews(doers: readonly Doers[], slicesOf: (group: string) => readonly string[]): ToldViews {
  const crowd = crowdOf(doers)
  const told: CountedView[] = []
  const withheld: string[] = []
  for (const view of viewsOf(doers, slicesOf)) {
    const counted = count(crowd, view)
    if (counted.people === 0) continue
    if (isTellable(crowd, counted, told)) told.push(counted)
    else withheld.push(view.key)
  }
  return { people: Object.fromEntries(told.map(({ key, people }) => [key, people])), withheld }
}

/** All views of a task that has been tried, in the order in which they are preferred. */
function viewsOf(doers: readonly Doers[], slicesOf: (group: string) => readonly string[]): View[] {
  const doings = doers.flatMap((one) => one.doings.map((doing) => ({ doing, people: one.people })))
  const bySize = (keysOf: (doing: Doing) => readonly string[]) => {
    const sizes = new Map<string, number>()
    for (const { doing, people } of doings) {
      for (const key of keysOf(doing)) sizes.set(key, (sizes.get(key) ?? 0) + people)
    }
    return [...sizes].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1)).map(([key]) => key)
  }
  const slices = bySize(({ group }) => slicesOf(group))
  return [
    ...SPAN_ORDER.map((span) => sliceView(ZERO_ID, span, () => true)),
    ...slices.flatMap((slice) =>
      SPAN_ORDER.map((span) => sliceView(slice, span, (group) => slicesOf(group).includes(slice))),
    ),
    ...bySize(({ release }) => [release]).map((id) => ({
      key: viewOfRelease(id),
      holds: ({ release }: Atom) => release === id,
      families: ['releases'],
    })),
    ...triesViews(),
  ]
}

/** Each try, and after it all later ones together: where few tried so often, those are told as one. */
function triesViews(): View[] {
  return Array.from({ length: TRIES }, (_, index) => index + 1).flatMap((one): View[] => [
    { key: viewOfTry(one), holds: ({ nth }) => nth === one, families: ['tries'] },
    ...(one < TRIES - 1 ? [{ key: viewOfTriesFrom(one + 1), holds: ({ nth }: Atom) => nth > one, families: [] }] : []),
  ])
}

/** A slice in a span is a sibling of other slices in that span, and of other times of that slice. */
function sliceView(slice: string, span: Span, isOf: (group: string) => boolean): View {
  return {
    key: viewOf(slice, span),
    holds: ({ piece, group }) => isPieceOf(piece, span) && isOf(group),
    families: [
      ...(slice === ZERO_ID ? [] : [`slices in ${span}`]),
      ...(SPANS[span].length === 1 ? [`times of ${slice}`] : []),
    ],
  }
}

/** People by which of the atoms they stand in. */
type Crowd = { atoms: Atom[]; doers: { atoms: number[]; people: number }[] }

function crowdOf(doers: readonly Doers[]): Crowd {
  const places = new Map<string, number>()
  const atoms: Atom[] = []
  const place = (atom: Atom) => {
    const key = `${atom.release} ${atom.piece} ${atom.nth} ${atom.group}`
    const known = places.get(key)
    if (known !== undefined) return known
    places.set(key, atoms.length)
    return atoms.push(atom) - 1
  }
  const placed = doers.map(({ doings, people }) => ({ people, atoms: doings.flatMap(atomsOf).map(place) }))
  return { atoms, doers: placed }
}

function atomsOf({ tries, ...where }: Doing): Atom[] {
  return Array.from({ length: TRIES }, (_, bit) => bit)
    .filter((bit) => tries & (1 << bit))
    .map((bit) => ({ ...where, nth: bit + 1 }))
}

/** A view with the atoms that it holds, and how many they and their people are. */
type CountedView = View & { held: Uint8Array; atoms: number; people: number }

function count(crowd: Crowd, view: View): CountedView {
  const held = Uint8Array.from(crowd.atoms, (atom) => (view.holds(atom) ? 1 : 0))
  return { ...view, held, atoms: held.reduce((sum, one) => sum + one, 0), people: peopleIn(crowd, held) }
}

function peopleIn({ doers }: Crowd, held: Uint8Array): number {
  let sum = 0
  for (const { atoms, people } of doers) if (atoms.some((atom) => held[atom] === 1)) sum += people
  return sum
}

function isTellable(crowd: Crowd, view: CountedView, told: readonly CountedView[]): boolean {
  if (view.people < LEAST_PEOPLE) return false
  const wholes = told.filter((other) => isWithin(view, other))
  const parts = told.filter((other) => isWithin(other, view))
  const leaves = (whole: CountedView, taken: readonly CountedView[]) => isTelling(crowd, whole, taken)
  if (wholes.some((whole) => leaves(whole, [view])) || parts.some((part) => leaves(view, [part]))) return false
  const families = [...new Set(parts.flatMap((part) => part.families))]
  if (families.some((family) => leaves(view, membersOf(family, parts)))) return false
  return !view.families.some((family) =>
    wholes.some((whole) => {
      const siblings = membersOf(family, told).filter((other) => isWithin(other, whole))
      return leaves(whole, [...siblings, view])
    }),
  )
}

const membersOf = (family: string, views: readonly CountedView[]) =>
  views.filter(({ families }) => families.includes(family))

/** Whether all of a view is in another, and not all of that. */
function isWithin(view: CountedView, other: CountedView): boolean {
  return view.atoms < other.atoms && view.held.every((one, atom) => one === 0 || other.held[atom] === 1)
}

/** Whether a whole less some of its parts would tell of one to four people. */
function isTelling(crowd: Crowd, whole: CountedView, taken: readonly CountedView[]): boolean {
  const rest = Uint8Array.from(whole.held, (one, atom) => (one && !taken.some(({ held }) => held[atom]) ? 1 : 0))
  const people = peopleIn(crowd, rest)
  return people > 0 && people < LEAST_PEOPLE
}
