import { addAlertRule } from '#app/domain/adoption/alerts/alert-rules.server.ts'
import { addReport } from '#app/domain/adoption/reports/reports.server.ts'
import { changeViews } from '#app/domain/adoption/views/views.server.ts'
import type { DemoStaff } from './persons.ts'

const CUTOVER = '/adoption?milestone=cutover'

/** What the trainer keeps an eye on: a view, a report for the steering group, and two figures of which one is low. */
export async function keepAnEye({ trainer, lead }: DemoStaff, now: Date): Promise<void> {
  await changeViews(trainer, { name: 'Cutover, daily clerks', view: `${CUTOVER}&audience=ap-daily` }, now)
  const when = { rhythm: 'weekly' as const, weekday: 1, monthday: 1, hour: 7 }
  const recipients = [trainer.personId, lead.personId]
  await addReport(trainer, { name: 'Steering group', view: CUTOVER, ...when, recipients }, now)
  const scope = { milestone: 'cutover', audience: null, cohort: null, task: null }
  const completion = { metric: 'completion' as const, comparator: '<=' as const, threshold: 60, forDays: 1 }
  await addAlertRule(trainer, { ...completion, ...scope }, now)
  const overdue = { metric: 'overdue' as const, comparator: '>=' as const, threshold: 100, forDays: 3 }
  await addAlertRule(trainer, { ...overdue, ...scope, milestone: 'pilot' }, now)
}
