import { z } from 'zod'
import { type ApiClient, ensureScope } from '#app/domain/identity/api-tokens.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { adoptionOf } from './adoption.server.ts'
import { type Counting, countingOf } from './counting.server.ts'
import { errorRows, type FigureRow, timeRows } from './export.ts'
import { type AdoptionFilters, filtersOf } from './filters.ts'
import type { LookedAt } from './looked-at.server.ts'
import { completionLookedAt } from './standings/completion.server.ts'
import { completionShares } from './standings/completion-rows.ts'

/** One figure: the same rows, of the same functions, as the adoption page's file. */
export const FigureItem = z.strictObject({
  metric: z.string(),
  milestone: z.string(),
  audience: z.string(),
  cohort: z.string(),
  since: z.string(),
  until: z.string(),
  task: z.string(),
  unit: z.string(),
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  n: z.number().nullable(),
  note: z.string(),
})

/** That figures are still counted from the beginning, as after an upgrade: since when, and how much is done. */
export const CountingItem = z.strictObject({ since: z.iso.datetime().nullable(), percent: z.number() })

/** What a program may narrow figures by, as in the address of the adoption page. */
export const FiguresInput = z.object({
  milestone: z.string().max(200).optional(),
  audience: z.string().max(200).optional(),
  cohort: z.string().max(200).optional(),
  weeks: z.enum(['4', '8', '12', 'all']).optional(),
})

export type Figures = { milestone: string; measuredAt: string; counting: Counting | null; data: FigureRow[] }

/** Completion, up to date, coverage and overdue, by audience. */
export const completionFiguresFor = (client: ApiClient, query: z.output<typeof FiguresInput>, now: Date) =>
  figuresFor(client, query, now, completionLookedAt, completionShares)

/** Task times, ratios to the old product and error frequencies; withheld under five people. */
export const taskFiguresFor = (client: ApiClient, query: z.output<typeof FiguresInput>, now: Date) =>
  figuresFor(client, query, now, adoptionOf, (adoption) => [...timeRows(adoption), ...errorRows(adoption)])

async function figuresFor<Looked extends LookedAt & { measuredAt: string }>(
  client: ApiClient,
  query: z.output<typeof FiguresInput>,
  now: Date,
  lookedAt: (viewer: Viewer, filters: AdoptionFilters, now: Date) => Promise<Looked>,
  rowsOf: (looked: Looked) => FigureRow[],
): Promise<Figures> {
  ensureScope(client, 'metrics:read')
  const filters = filtersOf(new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined)))
  const asked = { ...filters, audience: query.audience ?? null }
  const viewer = asTrainer(client)
  const looked = await lookedAt(viewer, asked, now)
  const counting = await countingOf(migrationOf(viewer).id)
  return { milestone: looked.milestone.slug, measuredAt: looked.measuredAt, counting, data: rowsOf(looked) }
}

/** Figures for programs are those for trainers: whoever issued the token answers for what it reads. */
function asTrainer({ issuedBy, name, migration }: ApiClient): Viewer {
  return { personId: issuedBy, name, email: '', language: 'en', roles: new Set(['trainer']), migration }
}
