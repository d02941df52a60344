import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { asId, newId } from '#app/platform/ids.ts'
import { alertChoices } from './alert-choices.server.ts'
import type { AlertInput } from './alert-input.ts'
import { type AlertMetric, isCompared } from './alert-metrics.ts'
import { scopeFilters } from './alert-scope.ts'
import { measured } from './measured.server.ts'
import { lookAtRule } from './watching.server.ts'

export type AlertRule = {
  id: string
  metric: AlertMetric
  filters: string
  comparator: '>=' | '<='
  threshold: number
  forDays: number
  owner: string
  endedAt: Date | null
  /** the last look: its day, and the figure or why there was none */
  lookedOn: LocalDay | null
  lastValue: number | null
  lastN: number | null
  lastWhy: string | null
  trueSince: LocalDay | null
  trueDays: number
  /** since when it fires; null while it does not */
  firedAt: Date | null
}

/** The rules of the viewer's migration: those that fire first, those that ended last. */
export async function listAlertRules(viewer: Viewer): Promise<AlertRule[]> {
  ensure(viewer, 'adoption.read')
  return rulesOf(viewer, null)
}

/** One rule; refuses with `missing` one of another migration. */
export async function readAlertRule(viewer: Viewer, id: string): Promise<AlertRule> {
  ensure(viewer, 'adoption.read')
  const [rule] = asId(id) ? await rulesOf(viewer, id) : []
  if (!rule) throw new Refusal('missing', 'There is no such alert.')
  return rule
}

function rulesOf(viewer: Viewer, id: string | null): Promise<AlertRule[]> {
  return sql<AlertRule>`
    SELECT r.id, r.metric, r.filters, r.comparator, r.threshold, r.for_days AS "forDays", p.name AS owner,
      r.ended_at AS "endedAt", r.looked_on AS "lookedOn", r.last_value AS "lastValue", r.last_n AS "lastN",
      r.last_why AS "lastWhy", r.true_since AS "trueSince", r.true_days AS "trueDays", a.fired_at AS "firedAt"
    FROM alert_rule r JOIN person p ON p.id = r.owner_id
    LEFT JOIN alert a ON a.rule_id = r.id AND a.cleared_at IS NULL
    WHERE r.migration_id = ${migrationOf(viewer).id}::uuid AND (${id}::uuid IS NULL OR r.id = ${id}::uuid)
    ORDER BY r.ended_at IS NOT NULL, a.fired_at IS NULL, r.created_at, r.id`
}

/** Watches a figure for the viewer from now on, and looks at it at once. Refuses what is not of their migration. */
export async function addAlertRule(viewer: Viewer, input: AlertInput, now: Date): Promise<string> {
  await check(viewer, input, now)
  const id = newId(now)
  await inTransaction(async (tx) => {
    await tx`
      INSERT INTO alert_rule (id, migration_id, metric, filters, comparator, threshold, for_days, owner_id, created_at)
      VALUES (${id}, ${migrationOf(viewer).id}, ${input.metric}, ${scopeFilters(input)}, ${input.comparator}::comparator,
        ${input.threshold}, ${input.forDays}, ${viewer.personId}, ${now})`
    await recordAudit(tx, viewer, 'alert-rule.added', { type: 'alert-rule', id }, null, input, now)
  })
  await lookAtRule(id, now)
  return id
}

/** Changes a rule; it begins anew, and what it told is over without another word. */
export async function changeAlertRule(viewer: Viewer, id: string, input: AlertInput, now: Date): Promise<void> {
  const before = await readAlertRule(viewer, id)
  await check(viewer, input, now)
  await inTransaction(async (tx) => {
    const [changed] = await tx<{ id: string }>`
      UPDATE alert_rule SET metric = ${input.metric}, filters = ${scopeFilters(input)}, threshold = ${input.threshold},
        comparator = ${input.comparator}::comparator, for_days = ${input.forDays}, looked_on = NULL, last_value = NULL,
        last_n = NULL, last_why = NULL, true_since = NULL, true_days = 0
      WHERE id = ${id}::uuid AND ended_at IS NULL RETURNING id`
    if (!changed) throw new Refusal('conflict', 'This alert has ended. Make a new one.')
    await tx`UPDATE alert SET cleared_at = ${now} WHERE rule_id = ${id}::uuid AND cleared_at IS NULL`
    await recordAudit(tx, viewer, 'alert-rule.changed', { type: 'alert-rule', id }, auditOf(before), input, now)
  })
  await lookAtRule(id, now)
}

/** Ends a rule, with what it told; a second time changes nothing. */
export async function endAlertRule(viewer: Viewer, id: string, now: Date): Promise<void> {
  const before = await readAlertRule(viewer, id)
  await inTransaction(async (tx) => {
    const [ended] = await tx<{ id: string }>`
      UPDATE alert_rule SET ended_at = ${now} WHERE id = ${id}::uuid AND ended_at IS NULL RETURNING id`
    if (!ended) return
    await tx`UPDATE alert SET cleared_at = ${now} WHERE rule_id = ${id}::uuid AND cleared_at IS NULL`
    await recordAudit(tx, viewer, 'alert-rule.ended', { type: 'alert-rule', id }, auditOf(before), null, now)
  })
}

const auditOf = ({ metric, filters, comparator, threshold, forDays }: AlertRule) => ({
  ...{ metric, filters, comparator, threshold, forDays },
})

/** A rule that cannot be measured now, because what it names is not here, is not made. */
async function check(viewer: Viewer, input: AlertInput, now: Date): Promise<void> {
  const { tasks, compared } = await alertChoices(viewer)
  const known = isCompared(input.metric) ? compared : tasks
  if (input.task !== null && !known.some(({ value }) => value === input.task)) {
    const which = isCompared(input.metric) ? 'such task with a time to compare with' : 'such task'
    throw new Refusal('invalid', `There is no ${which}. Choose another.`, 'task')
  }
  try {
    await measured(viewer, input.metric, input, now)
  } catch (error) {
    throw error instanceof Refusal && error.kind === 'missing' ? new Refusal('invalid', error.message) : error
  }
}
