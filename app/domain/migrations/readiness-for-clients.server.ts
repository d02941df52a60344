import { z } from 'zod'
import { CountingItem } from '#app/domain/adoption/figures-for-clients.server.ts'
import { type ApiClient, ensureScope } from '#app/domain/identity/api-tokens.server.ts'
import { milestoneOf } from './milestones.server.ts'
import { readinessOfMilestone } from './readiness.server.ts'

/** A milestone with its gates, as programs get it. */
export const ReadinessItem = z.strictObject({
  milestone: z.string(),
  date: z.iso.date(),
  state: z.string(),
  ready: z.boolean(),
  words: z.string(),
  measuredAt: z.iso.datetime(),
  counting: CountingItem.nullable(),
  gates: z.array(
    z.strictObject({
      id: z.uuid(),
      measure: z.string(),
      name: z.string().nullable(),
      task: z.string().nullable(),
      audience: z.string().nullable(),
      value: z.number().nullable(),
      n: z.number(),
      why: z.string().nullable(),
      comparator: z.enum(['>=', '<=']),
      target: z.number(),
      state: z.enum(['met', 'not met', 'waived']),
      waiver: z.strictObject({ owner: z.string(), reason: z.string(), expiresOn: z.iso.date() }).nullable(),
    }),
  ),
})
export type ReadinessItem = z.output<typeof ReadinessItem>

/** Every gate of a milestone with what it measures now, as the milestone's page shows it. */
export async function readinessFor(client: ApiClient, slug: string, now: Date): Promise<ReadinessItem> {
  ensureScope(client, 'milestones:read')
  const readiness = await readinessOfMilestone(await milestoneOf(client, slug), now)
  return {
    milestone: readiness.milestone.slug,
    date: readiness.milestone.date,
    state: readiness.milestone.state,
    ready: readiness.ready,
    words: readiness.words,
    measuredAt: readiness.measuredAt,
    counting: readiness.counting,
    gates: readiness.gates.map(
      ({ id, measure, name, taskTitle, audienceName, figure, comparator, target, state, waiver }) => ({
        ...{ id, measure, name, task: taskTitle, audience: audienceName },
        ...{ value: figure.value, n: figure.n, why: figure.why, comparator, target, state },
        waiver: waiver && { owner: waiver.owner, reason: waiver.reason, expiresOn: waiver.expiresOn },
      }),
    ),
  }
}
