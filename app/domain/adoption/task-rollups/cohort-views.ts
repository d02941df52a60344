import { LEAST_PEOPLE } from '../withholding.ts'
import { isPieceOf, SPANS, type Span } from './spans.ts'
import { type Doers, viewOf } from './views.ts'

/**
 * The views of cohorts that are withheld though five people stand in them: together with the other cohorts that are told
 * they would leave one to four people of the total. The smallest gives way. A try belongs to one cohort, so no cohort is
 * part of another; the spans of one cohort are decided with `toldViews`. `doers` are grouped by cohort; '' is in none.
 */
export function withheldCohorts(doers: readonly Doers[]): string[] {
  return (Object.keys(SPANS) as `${Span}`[]).flatMap((span) => {
    const present = doers.map(({ doings, people }) => ({
      people,
      cohorts: [...new Set(doings.filter(({ piece }) => isPieceOf(piece, span)).map(({ group }) => group))],
    }))
    return withheldAmong(present).map((cohort) => viewOf(cohort, span as Span))
  })
}

type Present = { cohorts: readonly string[]; people: number }

function withheldAmong(present: readonly Present[]): string[] {
  const sizes = new Map<string, number>()
  for (const { cohorts, people } of present) {
    for (const cohort of cohorts) if (cohort !== '') sizes.set(cohort, (sizes.get(cohort) ?? 0) + people)
  }
  const told = [...sizes]
    .filter(([, people]) => people >= LEAST_PEOPLE)
    .sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
    .map(([cohort]) => cohort)
  const withheld: string[] = []
  while (told.length > 0 && isFew(untold(present, new Set(told)))) withheld.push(told.pop() as string)
  return withheld
}

const isFew = (people: number): boolean => people > 0 && people < LEAST_PEOPLE

/** People with a try that no cohort's figure tells: those alone could be worked out. */
function untold(present: readonly Present[], told: ReadonlySet<string>): number {
  return present
    .filter(({ cohorts }) => cohorts.some((cohort) => !told.has(cohort)))
    .reduce((sum, { people }) => sum + people, 0)
}
