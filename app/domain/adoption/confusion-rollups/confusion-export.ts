import type { ConfusionFigures } from '../confusion-rate.server.ts'
import type { FigureRow } from '../export.ts'
import { rateInterval } from '../rates.ts'
import { taskName } from '../task-times.ts'
import type { ConfusionLookedAt } from './confusion-figures.server.ts'

/** Reports and me-toos per 100 people, with the exact 95% interval; nothing where nobody reached the block. */
export function per100({ reports, reached }: ConfusionFigures) {
  const interval = rateInterval({ part: reports, of: reached })
  if (interval === null) return { value: null, low: null, high: null }
  return { value: (reports * 100) / reached, low: interval.low * 100, high: interval.high * 100 }
}

export const oneDigit = (value: number): string => value.toFixed(1)

/** "4.2", or a dash where nobody reached it. */
export function rateText(of: ConfusionFigures): string {
  const { value } = per100(of)
  return value === null ? '–' : oneDigit(value)
}

/** Everything that the page of confusion shows, one figure a row, but for how it feels: that is of the whole migration. */
export function confusionRows(looked: ConfusionLookedAt): FigureRow[] {
  const { milestone, since, today, whole, blocks, weeks } = looked
  const row = (figure: Partial<FigureRow> & { metric: string; unit: string }): FigureRow => ({
    ...{ milestone: milestone.slug, audience: 'everyone', cohort: '', since: '', until: today, task: '' },
    ...{ value: null, low: null, high: null, n: null, note: '' },
    ...figure,
  })
  const rate = { metric: 'confusion rate', unit: 'per 100 people' }
  return [
    row({
      ...rate,
      ...per100(whole),
      n: whole.people,
      since: since ?? '',
      note: `${whole.reports} reports and me-toos`,
    }),
    ...blocks.flatMap((block) =>
      [block, ...block.older].map((one) =>
        row({ ...rate, ...per100(one), task: taskName(block), n: one.reached, note: `release ${one.label}` }),
      ),
    ),
    ...blocks.map(({ open, ...block }) =>
      row({
        metric: 'open reports',
        unit: 'reports',
        task: taskName(block),
        value: open,
        note: `release ${block.label}`,
      }),
    ),
    ...weeks.map(({ week, reports, reached }) =>
      row({ metric: `reports in the week of ${week}`, unit: 'reports', since: week, value: reports, n: reached }),
    ),
  ]
}
