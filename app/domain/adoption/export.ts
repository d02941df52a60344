import type { Adoption } from './adoption.server.ts'
import type { Share } from './standing.ts'

/** One figure. `low` and `high` bound it with 95 % confidence; withheld figures have a note and no value. */
export type FigureRow = {
  metric: string
  milestone: string
  audience: string
  task: string
  unit: string
  value: number | null
  low: number | null
  high: number | null
  n: number | null
  note: string
}

/** Everything that the adoption page shows, one figure a row, from the same source as the page. */
export function csvRows(adoption: Adoption): FigureRow[] {
  return [
    ...shareRows(adoption),
    ...timeRows(adoption),
    ...errorRows(adoption),
    ...confusionRows(adoption),
    ...dayRows(adoption),
  ]
}

function row(adoption: Adoption, figure: Partial<FigureRow> & { metric: string; unit: string }): FigureRow {
  return {
    milestone: adoption.milestone.slug,
    audience: '',
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

function shareRows(adoption: Adoption): FigureRow[] {
  const groups = [
    ...adoption.byAudience.map(({ slug, figures }) => ({ slug, figures })),
    { slug: 'everyone', figures: adoption.total },
  ]
  return groups.flatMap(({ slug, figures }) => [
    row(adoption, {
      metric: 'completion rate',
      unit: '%',
      audience: slug,
      value: percent(figures.completion),
      n: figures.completion.whole,
    }),
    row(adoption, {
      metric: 'up to date',
      unit: '%',
      audience: slug,
      value: percent(figures.upToDate),
      n: figures.upToDate.whole,
    }),
    row(adoption, {
      metric: 'coverage',
      unit: '%',
      audience: slug,
      value: percent(figures.coverage),
      n: figures.coverage.whole,
    }),
    row(adoption, {
      metric: 'complete in 7 days',
      unit: 'people',
      audience: slug,
      value: figures.thisWeek,
      n: figures.completion.whole,
    }),
    row(adoption, {
      metric: 'overdue',
      unit: 'people',
      audience: slug,
      value: figures.overdue,
      n: figures.completion.whole,
    }),
  ])
}

function timeRows(adoption: Adoption): FigureRow[] {
  const slugs = new Map(adoption.byAudience.map(({ id, slug }) => [id, slug]))
  return adoption.tasks.flatMap((task) =>
    task.cells.flatMap((cell) => {
      const about = {
        audience:
          cell.audience === null
            ? 'everyone'
            : (slugs.get(cell.audience) ?? adoption.audienceNames[cell.audience]?.name ?? ''),
        task: `${task.moduleSlug}/${task.blockId}`,
      }
      if ('withheld' in cell)
        return [row(adoption, { metric: 'task time', unit: 'ms', ...about, note: 'withheld: fewer than five people' })]
      const { median, interval, p90, people, attempts, ratio } = cell.figures
      const note = `${attempts} attempts`
      return [
        row(adoption, {
          metric: 'task time',
          unit: 'ms',
          ...about,
          value: median,
          low: interval?.low ?? null,
          high: interval?.high ?? null,
          n: people,
          note,
        }),
        row(adoption, { metric: 'task time p90', unit: 'ms', ...about, value: p90, n: people, note }),
        row(adoption, { metric: 'ratio to baseline', unit: '×', ...about, value: ratio, n: people, note }),
      ]
    }),
  )
}

function errorRows(adoption: Adoption): FigureRow[] {
  const { errors } = adoption
  if (errors === null) return []
  return errors.types.map(({ type, perAttempt }) =>
    row(adoption, {
      metric: `errors: ${type}`,
      unit: 'per attempt',
      audience: 'everyone',
      value: perAttempt,
      n: errors.attempts,
      note: 'n is finished attempts',
    }),
  )
}

function confusionRows(adoption: Adoption): FigureRow[] {
  return adoption.confused.map((block) =>
    row(adoption, {
      metric: 'confusion rate',
      unit: 'per 100 people',
      task: `${block.moduleSlug}/${block.blockId}`,
      value: block.reached === 0 ? null : (block.reports * 100) / block.reached,
      n: block.reached,
      note: `release ${block.label}`,
    }),
  )
}

function dayRows(adoption: Adoption): FigureRow[] {
  return adoption.series.flatMap(({ name, people, complete }) =>
    adoption.days.map((day, index) =>
      row(adoption, {
        metric: `complete on ${day}`,
        unit: 'people',
        audience: name,
        value: complete[index] ?? null,
        n: people,
      }),
    ),
  )
}
