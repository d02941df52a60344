import { Refusal } from '#app/domain/errors.ts'
import { readersIn } from '#app/domain/identity/readers.server.ts'
import { type LocalDay, localDay, startOfDay } from '#app/domain/migrations/local-days.ts'
import { tell } from '#app/domain/notices/tell.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { countingOf } from '../counting.server.ts'
import { alertChoices } from './alert-choices.server.ts'
import type { AlertMetric } from './alert-metrics.ts'
import { scopeOf } from './alert-scope.ts'
import { type AlertState, afterLook } from './alert-state.ts'
import { type AlertChoices, clearedWords, firedWords } from './alert-words.ts'
import { measured } from './measured.server.ts'
import type { Measured } from './row-figure.ts'

/** Hours after midnight from which a day's look is taken: before people begin to work. */
const MORNING_HOURS = 6

type Rule = {
  id: string
  migrationId: string
  timeZone: string
  ownerId: string
  metric: AlertMetric
  filters: string
  comparator: '>=' | '<='
  threshold: number
  forDays: number
}

const NOBODY: AlertChoices = { milestones: [], audiences: [], cohorts: [], tasks: [], compared: [] }

/**
 * Looks at each rule once on each local day, from the morning on, and tells owners what fires and what is over. While
 * figures are counted from the beginning it waits for them. Safe to repeat and to run twice at once. Answers how many
 * rules were looked at now.
 */
export async function lookAtAlerts(now: Date): Promise<number> {
  let looked = 0
  for (const rule of await openRules(null)) {
    if (now < morningOf(now, rule.timeZone)) continue
    if (await look(rule, now)) looked++
  }
  return looked
}

const morningOf = (now: Date, zone: string) =>
  new Date(startOfDay(localDay(now, zone), zone).getTime() + MORNING_HOURS * 3_600_000)

/** Looks at one rule whatever the hour, if this day has not. */
export async function lookAtRule(id: string, now: Date): Promise<void> {
  for (const rule of await openRules(id)) await look(rule, now)
}

function openRules(id: string | null): Promise<Rule[]> {
  return sql<Rule>`
    SELECT r.id, r.migration_id AS "migrationId", m.time_zone AS "timeZone", r.owner_id AS "ownerId", r.metric, r.filters,
      r.comparator, r.threshold, r.for_days AS "forDays"
    FROM alert_rule r JOIN migration m ON m.id = r.migration_id
    WHERE r.ended_at IS NULL AND m.archived_at IS NULL AND (${id}::uuid IS NULL OR r.id = ${id}::uuid) ORDER BY r.id`
}

type Held = AlertState & { alertId: string | null }

async function look(rule: Rule, now: Date): Promise<boolean> {
  const today = localDay(now, rule.timeZone)
  const [due] =
    await sql`SELECT id FROM alert_rule WHERE id = ${rule.id}::uuid AND looked_on IS DISTINCT FROM ${today}::date`
  if (!due || (await countingOf(rule.migrationId))) return false
  const { figure, names } = await figureFor(rule, now)
  return inTransaction(async (tx) => {
    const [held] = await tx<Held>`
      SELECT r.true_since AS "trueSince", r.true_days AS "trueDays", a.id AS "alertId", a.id IS NOT NULL AS firing
      FROM alert_rule r LEFT JOIN alert a ON a.rule_id = r.id AND a.cleared_at IS NULL
      WHERE r.id = ${rule.id}::uuid AND r.ended_at IS NULL AND r.looked_on IS DISTINCT FROM ${today}::date
      FOR UPDATE OF r`
    if (!held) return false
    const next = afterLook(held, rule, figure, today)
    await keep(tx, rule, figure, next, today)
    await tellChange(tx, { rule, held, next, figure, names }, now)
    return true
  })
}

/** As its owner may read it today: who may no longer gets no figure. */
async function figureFor(rule: Rule, now: Date): Promise<{ figure: Measured; names: AlertChoices }> {
  const [owner] = await readersIn(rule.migrationId, [rule.ownerId], now)
  const none = (why: string) => ({ figure: { value: null, why }, names: NOBODY })
  if (!owner) return none('Its owner has left, or may not read adoption any more.')
  try {
    const [figure, names] = await Promise.all([
      measured(owner, rule.metric, scopeOf(rule.filters), now),
      alertChoices(owner),
    ])
    return { figure, names }
  } catch (error) {
    if (error instanceof Refusal) return none(error.message)
    throw error
  }
}

async function keep(tx: Sql, { id }: Rule, figure: Measured, next: AlertState, today: LocalDay): Promise<void> {
  const told = figure.value === null ? { n: null, why: figure.why } : { n: figure.n, why: null }
  await tx`
    UPDATE alert_rule SET looked_on = ${today}::date, last_value = ${figure.value}, last_n = ${told.n}, last_why = ${told.why},
      true_since = ${next.trueSince}::date, true_days = ${next.trueDays}
    WHERE id = ${id}::uuid`
}

type Change = { rule: Rule; held: Held; next: AlertState; figure: Measured; names: AlertChoices }

/** An alert is kept as it fires, so that it is told once; its end is told once, too. */
async function tellChange(tx: Sql, { rule, held, next, figure, names }: Change, now: Date): Promise<void> {
  if (held.firing === next.firing || figure.value === null) return
  const told = { ...rule, scope: scopeOf(rule.filters), value: figure.value, n: figure.n }
  const about = { personIds: [rule.ownerId], kind: 'message' as const, link: adoptionPaths.alert(rule.id), now }
  if (next.firing) {
    const id = newId(now)
    await tx`
      INSERT INTO alert (id, rule_id, fired_at, value, n) VALUES (${id}, ${rule.id}, ${now}, ${figure.value}, ${figure.n})`
    const words = firedWords(told, names, next.trueSince ?? localDay(now, rule.timeZone))
    await tell(tx, { ...about, key: `alert:${id}:fired`, ...words })
  } else {
    await tx`UPDATE alert SET cleared_at = ${now} WHERE id = ${held.alertId}::uuid`
    await tell(tx, { ...about, key: `alert:${held.alertId}:cleared`, ...clearedWords(told, names) })
  }
}
