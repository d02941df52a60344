import { addDays } from '#app/domain/migrations/local-days.ts'
import type { Measure } from '#app/domain/migrations/readiness.ts'
import type { Adoption } from './adoption.server.ts'
import type { LookedAt } from './looked-at.server.ts'
import type { Overview } from './overview/overview.server.ts'
import type { CompletionFigures, Share } from './standing.ts'
import { weeksOf } from './task-rollups/spans.ts'
import { type TimeFigures, taskName } from './task-times.ts'

/**
 * One figure. `audience` is a slug or `everyone`, `cohort` a name or empty; `since` and `until` are the days from and to
 * which is counted, `since` empty where that is the beginning. `low` and `high` bound the value with 95% confidence;
 * withheld figures have a note and no value.
 */
export type FigureRow = {
  metric: string
  milestone: string
  audience: string
  cohort: string
  since: string
  until: string
  task: string
  unit: string
  value: number | null
  low: number | null
  high: number | null
  n: number | null
  note: string
}

const EVERYONE = 'everyone'
export const WITHHELD = 'withheld: fewer than five people'

/** The figures of a milestone that the adoption pages show, one a row, from the same source as the pages. */
export function csvRows(adoption: Adoption): FigureRow[] {
  return [
    ...shareRows(adoption),
    ...timeRows(adoption),
    ...errorRows(adoption),
    ...confusionRows(adoption),
    ...dayRows(adoption),
  ]
}

/** The same, and what the overview alone tells: the gates, and what happened in the last seven days. */
export const overviewRows = (overview: Overview): FigureRow[] => [
  ...csvRows(overview),
  ...gateRows(overview),
  ...weekRows(overview),
]

function gateRows(overview: Overview): FigureRow[] {
  return overview.readiness.gates.map(({ measure, name, audienceId, moduleSlug, blockId, state, ...gate }) =>
    figureRow(overview, {
      metric: `gate: ${name ?? measure}`,
      unit: GATE_UNITS[measure],
      audience: (audienceId === null ? undefined : overview.audienceNames[audienceId]?.slug) ?? EVERYONE,
      cohort: '',
      task: moduleSlug !== null && blockId !== null ? taskName({ moduleSlug, blockId }) : '',
      value: gate.figure.value,
      low: gate.figure.interval?.low ?? null,
      high: gate.figure.interval?.high ?? null,
      n: gate.figure.n,
      note: [`${state}, target ${gate.comparator} ${gate.target}`, gate.figure.why].filter(Boolean).join('; '),
    }),
  )
}

const GATE_UNITS: Record<Measure, string> = {
  completion: '%',
  'up to date': '%',
  coverage: '%',
  'task ratio': '×',
  confusion: 'per 100 people',
  'critical errors': 'per attempt',
  pushed: '',
}

function weekRows(overview: Overview): FigureRow[] {
  const { week, moves, audienceNames, today } = overview
  const since = addDays(today, -6)
  return [
    figureRow(overview, { metric: 'came to a session', unit: 'people', since, value: week.attended }),
    figureRow(overview, {
      metric: 'new reports',
      unit: 'reports',
      since,
      audience: EVERYONE,
      cohort: '',
      value: week.reports,
    }),
    ...moves.map((move) => {
      const audience = move.group === null ? undefined : audienceNames[move.group]?.slug
      return figureRow(overview, {
        metric: 'ratio to baseline in the 4 weeks before',
        unit: '×',
        ...(audience ? { audience } : {}),
        task: taskName(move),
        value: move.was,
      })
    }),
  ]
}

/** Whose figures, and of when. */
type LookedAtFigures = Pick<LookedAt, 'milestone' | 'scope' | 'today' | 'since'>
type About = Omit<LookedAtFigures, 'since'>

/** A row about the people whom the filters leave, as of today. */
export function figureRow(adoption: About, figure: Partial<FigureRow> & { metric: string; unit: string }): FigureRow {
  const { milestone, scope, today } = adoption
  return {
    milestone: milestone.slug,
    audience: scope.audience?.slug ?? EVERYONE,
    cohort: scope.cohort?.name ?? '',
    since: '',
    until: today,
    task: '',
    value: null,
    low: null,
    high: null,
    n: null,
    note: '',
    ...figure,
  }
}

const percent = ({ part, whole }: Share) => (whole === 0 ? null : (part / whole) * 100)

type Shares = About & { total: CompletionFigures; byAudience: readonly { slug: string; figures: CompletionFigures }[] }

/** Completion, up to date, coverage and overdue of each audience, then of everybody that the filters leave. */
export function shareRows(adoption: Shares): FigureRow[] {
  const { scope, byAudience, total } = adoption
  const audiences = scope.audience ? [] : byAudience.map(({ slug, figures }) => ({ slug, figures }))
  return [...audiences, { slug: scope.audience?.slug ?? EVERYONE, figures: total }].flatMap(({ slug, figures }) =>
    completionRows(adoption, slug, figures),
  )
}

function completionRows(adoption: About, audience: string, figures: CompletionFigures): FigureRow[] {
  const { completion, upToDate, coverage, thisWeek, overdue } = figures
  const share = (metric: string, of: Share) =>
    figureRow(adoption, { metric, unit: '%', audience, value: percent(of), n: of.whole })
  const people = (metric: string, value: number) =>
    figureRow(adoption, { metric, unit: 'people', audience, value, n: completion.whole })
  return [
    share('completion rate', completion),
    share('up to date', upToDate),
    share('coverage', coverage),
    people('complete in 7 days', thisWeek),
    people('overdue', overdue),
  ]
}

export function timeRows(adoption: LookedAtFigures & Pick<Adoption, 'tasks' | 'audienceNames'>): FigureRow[] {
  return adoption.tasks.flatMap((task) =>
    task.cells.flatMap((cell) => {
      const audience = cell.group === null ? undefined : adoption.audienceNames[cell.group]
      const about = {
        ...(audience ? { audience: audience.slug } : {}),
        since: ('span' in cell ? weeksOf(cell.span, adoption.today).first : adoption.since) ?? '',
        task: taskName(task),
      }
      return 'withheld' in cell
        ? [figureRow(adoption, { metric: 'task time', unit: 'ms', ...about, note: WITHHELD })]
        : timeFigureRows(adoption, about, cell.figures)
    }),
  )
}

/** Median, p90 and ratio of a group. `part`: of which part of its attempts. */
export function timeFigureRows(
  adoption: LookedAtFigures,
  about: Partial<FigureRow>,
  figures: TimeFigures,
  part?: string,
): FigureRow[] {
  const { median, interval, p90, people, attempts, ratio } = figures
  const told = { ...about, n: people, note: [part, `${attempts} attempts`].filter(Boolean).join('; ') }
  const bounds = { low: interval?.low ?? null, high: interval?.high ?? null }
  return [
    figureRow(adoption, { metric: 'task time', unit: 'ms', value: median, ...bounds, ...told }),
    figureRow(adoption, { metric: 'task time p90', unit: 'ms', value: p90, ...told }),
    figureRow(adoption, { metric: 'ratio to baseline', unit: '×', value: ratio, ...told }),
  ]
}

export function errorRows(adoption: LookedAtFigures & Pick<Adoption, 'errors'>): FigureRow[] {
  const { attempts, types, withheld } = adoption.errors
  const about = { unit: 'per attempt', since: adoption.since ?? '' }
  return [
    ...types.map(({ type, perAttempt }) =>
      figureRow(adoption, {
        ...about,
        metric: `errors: ${type}`,
        value: perAttempt,
        n: attempts,
        note: 'n is finished attempts',
      }),
    ),
    ...withheld.map((task) => figureRow(adoption, { ...about, metric: 'errors', task, note: WITHHELD })),
  ]
}

/** Of everybody since the release, whatever the filters: a report may be one that nobody knows the audience of. */
function confusionRows(adoption: Adoption): FigureRow[] {
  return adoption.confused.map((block) =>
    figureRow(adoption, {
      metric: 'confusion rate',
      unit: 'per 100 people',
      audience: EVERYONE,
      cohort: '',
      task: taskName(block),
      value: block.reached === 0 ? null : (block.reports * 100) / block.reached,
      n: block.reached,
      note: `release ${block.label}`,
    }),
  )
}

/** People complete at the end of each day. */
export function dayRows(adoption: About & Pick<Adoption, 'series' | 'days'>): FigureRow[] {
  return adoption.series.flatMap(({ audience, people, complete }) =>
    adoption.days.map((day, index) =>
      figureRow(adoption, {
        metric: `complete on ${day}`,
        unit: 'people',
        ...(audience ? { audience: audience.slug } : {}),
        until: day,
        value: complete[index] ?? null,
        n: people,
      }),
    ),
  )
}
