import type { FirstThing, WaitingCohorts } from '#app/domain/adoption/overview/first-things.ts'
import type { Overview } from '#app/domain/adoption/overview/overview.server.ts'
import { boardQueryOf } from '#app/domain/confusion/board.ts'
import type { GateReadiness } from '#app/domain/migrations/readiness.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { paths } from '#app/http/paths.ts'
import { counted, inWords, ratio, sentence } from '../../format.ts'
import { figureNote, figureText, gateName, targetText } from '../measures.ts'

/** A thing to do in words: what is so, by which figures, and the way to the act. */
export type FirstWords = { what: string; why: string; act: { to: string; label: string } }

/** What the words are made with: `query` is that of the filters, which pages of adoption keep. */
type Around = Pick<Overview, 'milestone' | 'audienceNames'> & { oldProduct: string; query: URLSearchParams }

/** What is to do, in words. */
export function firstWords(thing: FirstThing, around: Around): FirstWords {
  switch (thing.about) {
    case 'gate':
      return gateWords(thing.gate, around)
    case 'audience': {
      const { name, slug, overdue, people } = thing.audience
      return {
        what: `${name}: ${counted(overdue, 'person is', 'people are')} overdue`,
        why: `Of ${counted(people, 'person', 'people')} assigned`,
        act: {
          to: withFilters(adoptionPaths.people(), around, { audience: slug, need: 'overdue' }),
          label: 'Nudge them',
        },
      }
    }
    case 'task': {
      const { title, audience, ratio: measured, low, people, moduleSlug, blockId } = thing.task
      return {
        what: `${title} takes ${ratio(measured)} the time in ${around.oldProduct}`,
        why: `${audience ?? 'Everyone'}, n ${people} people, at least ${ratio(low)} by its 95% interval`,
        act: { to: withFilters(adoptionPaths.task(moduleSlug, blockId), around), label: 'See why' },
      }
    }
    case 'block': {
      const { title, open, reached, moduleSlug } = thing.block
      const board = boardQueryOf({ view: 'open', state: null, module: moduleSlug, kind: null, blocking: false })
      return {
        what: `“${title}” has ${counted(open, 'open question', 'open questions')}`,
        why: `${counted(reached, 'person has', 'people have')} reached it`,
        act: { to: `${paths.confusion()}${board}`, label: 'Read what they ask' },
      }
    }
    case 'cohorts':
      return cohortWords(thing.cohorts)
  }
}

function gateWords(gate: GateReadiness, around: Around): FirstWords {
  const { measure, figure, comparator, target } = gate
  const is = figure.value === null ? 'is not measured yet' : `is at ${figureText(measure, figure.value)}`
  return {
    what: `${gateName(gate)} ${is}, target ${targetText(measure, comparator, target)}`,
    why: figureNote(measure, figure),
    act: gateAct(gate, around),
  }
}

function gateAct({ measure, audienceId, moduleSlug, blockId }: GateReadiness, around: Around): FirstWords['act'] {
  const audience = audienceId === null ? undefined : around.audienceNames[audienceId]?.slug
  const whose: Record<string, string> = audience ? { audience } : {}
  switch (measure) {
    case 'completion':
    case 'up to date':
      return { to: withFilters(adoptionPaths.people(), around, whose), label: 'See who is missing' }
    case 'coverage':
      return { to: withFilters(adoptionPaths.cohorts(), around), label: 'Plan sessions' }
    case 'task ratio':
      return { to: withFilters(adoptionPaths.task(moduleSlug ?? '', blockId ?? ''), around), label: 'See why' }
    case 'critical errors':
      return { to: withFilters(adoptionPaths.tasks(), around, { sort: 'errors' }), label: 'See the errors' }
    case 'confusion':
      return { to: withFilters(adoptionPaths.confusion(), around), label: 'See where' }
    case 'pushed':
      return { to: paths.milestone(around.milestone.slug), label: 'Open the milestone' }
  }
}

function cohortWords({ named, waiting, all }: WaitingCohorts): FirstWords {
  const names = named.map(({ name }) => name)
  const rest = waiting - names.length
  const [first] = named
  return {
    what: `${sentence(inWords(waiting))} of ${counted(all, 'cohort', 'cohorts')} ${waiting === 1 ? 'has' : 'have'} no session yet`,
    why: rest > 0 ? `${names.join('; ')}; and ${rest} more` : names.join('; '),
    act: first
      ? { to: paths.newSession(first.id), label: `Plan one for ${first.name}` }
      : { to: adoptionPaths.cohorts(), label: 'See the cohorts' },
  }
}

/** An address that keeps the filters, but for what is said otherwise. An audience takes the place of a cohort. */
function withFilters(path: string, { query }: Around, other: Record<string, string> = {}): string {
  const next = new URLSearchParams(query)
  if (other.audience) next.delete('cohort')
  for (const [name, value] of Object.entries(other)) next.set(name, value)
  return `${path}?${next}`
}
