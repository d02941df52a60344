import { createHash } from 'node:crypto'
import { appendEvents } from '#app/domain/practice/event-log.server.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { aCohort, aSession } from '#tests/makers/cohorts.ts'
import { anAttempt, aReport, aTaughtModule } from '#tests/makers/confusion.ts'
import { aGate, aReading } from '#tests/makers/gates.ts'
import { anAssignment, aPlannedMilestone } from '#tests/makers/modules.ts'
import { aLearner, aMigration, anAudience } from '#tests/makers/people.ts'
import { aPlaybook, aTemplate } from '#tests/makers/playbooks.ts'

export type FilledMigration = Awaited<ReturnType<typeof aFilledMigration>>

type Made = { migration: string; person: string; milestone: string; gate: string; cohort: string; playbook: string }
type Taught = { module: string; release: string }

const BLOCK = 'net-or-gross'

/** A migration with a row in every table that a rule guards, and the ids that a statement needs to break the rule. */
export async function aFilledMigration() {
  const migration = await aMigration()
  const audience = await anAudience(migration)
  const lena = await aLearner({ migration, audiences: [audience] })
  const milestone = await aPlannedMilestone(migration)
  const [module, other] = [await aTaughtModule(migration), await aTaughtModule(migration)]
  const cohort = await aCohort(migration, { members: [lena], champions: [lena] })
  const gate = await aGate(milestone)
  const playbook = await aPlaybook(migration)
  const assignment = await anAssignment(module, { milestone, audience })
  const attempt = await anAttempt(lena, module, { finished: true })
  const session = await aSession(cohort, { milestone, startsAt: new Date() })
  const [report, further] = [await aReport(lena, module), await aReport(lena, module, { block: 'header' })]
  await aTemplate(migration)
  await aReading(gate, 80)
  const made = { migration: migration.id, person: lena.personId, milestone: milestone.id, gate: gate.id }
  const ids = { ...made, cohort: cohort.id, playbook: playbook.id }
  const taught = { module: module.id, release: module.releaseId }
  await media(module.releaseId)
  await learning(ids, taught)
  await before(ids, taught)
  await teaching(ids, taught, other.id, assignment.id)
  await steering(ids, module.releaseId)
  await together(ids, taught)
  await answering(ids, report.clusterId)
  await livingOn(ids, report.clusterId, audience.id)
  await watching(ids)
  return {
    ...{ ...ids, ...taught, audience: audience.id, other: other.id, otherRelease: other.releaseId },
    ...{ assignment: assignment.id, attempt, session: session.id, report: report.id },
    ...{ cluster: report.clusterId, further: further.clusterId },
  }
}

async function media(release: string): Promise<void> {
  const bytes = Buffer.from('The header')
  const hash = createHash('sha256').update(bytes).digest('hex')
  await sql`
    INSERT INTO media (hash, type, size, bytes) VALUES (${hash}, 'text/plain', ${bytes.length}, ${bytes})
    ON CONFLICT DO NOTHING`
  await sql`INSERT INTO release_media (release_id, path, hash) VALUES (${release}, 'media/header.txt', ${hash})`
}

/** What Lena did in the module. */
async function learning({ person }: Made, { module, release }: Taught): Promise<void> {
  const now = new Date()
  const event = { id: newId(now), person, type: 'block-reached' as const, at: now.toISOString(), release, block: BLOCK }
  await inTransaction((tx) => appendEvents(tx, person, [{ ...event, data: {} }], now))
  await sql`
    INSERT INTO completion (id, person_id, module_id, release_id, completed_at, source, evidence)
    VALUES (${newId()}, ${person}, ${module}, ${release}, now(), 'rule', '{}')`
  await sql`INSERT INTO certificate (id, person_id, issued_at) VALUES (${newId()}, ${person}, now())`
  await sql`
    INSERT INTO certified_completion (certificate_id, completion_id)
    SELECT c.id, d.id FROM certificate c JOIN completion d USING (person_id) WHERE person_id = ${person}`
  await sql`
    INSERT INTO module_progress (person_id, module_id, release_id, started_at, last_at, completed_release_id)
    VALUES (${person}, ${module}, ${release}, now(), now(), ${release})`
  await sql`
    INSERT INTO block_seen (person_id, release_id, block_id, first_at, last_at)
    VALUES (${person}, ${release}, ${BLOCK}, now(), now())`
  await sql`
    INSERT INTO check_submission (id, person_id, release_id, block_id, module_id, at, arrived_at, answers, "right", total)
    VALUES (${newId()}, ${person}, ${release}, ${BLOCK}, ${module}, now(), now(), '{}', 1, 2)`
  await sql`
    INSERT INTO video_watch (person_id, release_id, block_id, watched, seconds, duration, position, last_at)
    VALUES (${person}, ${release}, ${BLOCK}, '[[0, 30]]', 30, 60, 30, now())`
}

/** What Lena did in the old product. */
async function before({ person, migration }: Made, { module, release }: Taught): Promise<void> {
  const measuring = newId()
  await sql`
    INSERT INTO measuring (id, migration_id, module_id, release_id, block_id, until, opened_at, opened_by_id)
    VALUES (${measuring}, ${migration}, ${module}, ${release}, ${BLOCK}, current_date, now(), ${person})`
  await sql`INSERT INTO measuring_person (measuring_id, person_id) VALUES (${measuring}, ${person})`
  await sql`
    INSERT INTO old_attempt (id, measuring_id, person_id, started_at, finished_at, outcome, wall_ms)
    VALUES (${newId()}, ${measuring}, ${person}, now(), now(), 'success', 190000)`
}

/** What is asked of whom. */
async function teaching({ person }: Made, { module }: Taught, other: string, assignment: string): Promise<void> {
  await sql`INSERT INTO prerequisite (module_id, needs_id) VALUES (${other}, ${module})`
  await sql`
    INSERT INTO baseline (id, module_id, block_id, clock, median_ms, source, n, stated_on)
    VALUES (${newId()}, ${module}, 'enter-invoice', 'active', 190000, 'measured', 12, current_date)`
  await sql`
    INSERT INTO assignment_exception (id, module_id, milestone_id, person_id, reason, at, by_id)
    SELECT ${newId()}, module_id, milestone_id, ${person}, 'On leave until May.', now(), ${person}
    FROM assignment WHERE id = ${assignment}`
  await sql`
    INSERT INTO one_time_token (id, person_id, purpose, created_at, expires_at)
    VALUES (${newId()}, ${person}, 'reset', now(), now() + interval '1 hour')`
  await sql`INSERT INTO deployment DEFAULT VALUES ON CONFLICT DO NOTHING`
}

/** What the lead did for the milestone. */
async function steering({ person, milestone, gate, migration }: Made, release: string): Promise<void> {
  await sql`
    INSERT INTO milestone_transition (id, milestone_id, "from", "to", at, actor_id, evidence)
    VALUES (${newId()}, ${milestone}, 'planned', 'training', now(), ${person}, '{}')`
  await sql`
    INSERT INTO decision (id, milestone_id, kind, at, actor_id, reason, evidence)
    VALUES (${newId()}, ${milestone}, 'go', now(), ${person}, 'Everybody can do it.', '{}')`
  await sql`
    INSERT INTO waiver (id, gate_id, owner_id, reason, at, expires_on)
    VALUES (${newId()}, ${gate}, ${person}, 'Five are on leave.', now(), current_date + 7)`
  await sql`
    INSERT INTO audit_entry (id, at, actor_id, migration_id, action, subject_type, subject_id)
    VALUES (${newId()}, now(), ${person}, ${migration}, 'decision.made', 'milestone', ${milestone})`
  await sql`
    INSERT INTO risk (id, migration_id, milestone_id, title, likelihood, impact, opened_at)
    VALUES (${newId()}, ${migration}, ${milestone}, 'The bank is closed.', 2, 4, now())`
  await sql`
    INSERT INTO runbook_run (id, milestone_id, release_id, kind, started_at, started_by_id)
    VALUES (${newId()}, ${milestone}, ${release}, 'drill', now(), ${person})`
  await sql`
    WITH item AS (INSERT INTO checklist_item (id, milestone_id, track, title) VALUES (${newId()}, ${milestone}, 'Data', 'Close May') RETURNING id)
    INSERT INTO sign_off (id, item_id, at, actor_id) SELECT ${newId()}, id, now(), ${person} FROM item`
}

/** What a champion did with a cohort. */
async function together({ person, cohort, playbook }: Made, { module }: Taught): Promise<void> {
  await sql`
    INSERT INTO nudge (id, person_id, cohort_id, module_id, by_id, at, local_day, words)
    VALUES (${newId()}, ${person}, ${cohort}, ${module}, ${person}, now(), current_date, 'One more to go.')`
  await sql`
    INSERT INTO playbook_copy (id, playbook_id, cohort_id, base_id, created_at)
    SELECT ${newId()}, ${playbook}, ${cohort}, id, now() FROM playbook_revision WHERE playbook_id = ${playbook}`
  await sql`
    INSERT INTO tip (id, cohort_id, module_id, block_id, words, author_id, at)
    VALUES (${newId()}, ${cohort}, ${module}, ${BLOCK}, 'Net is on the last page.', ${person}, now())`
  await sql`
    INSERT INTO champion_look (id, person_id, cohort_id, at) VALUES (${newId()}, ${person}, ${cohort}, now())`
  await sql`
    INSERT INTO champion_sign_off (id, person_id, migration_id, given, at, by_id)
    SELECT ${newId()}, ${person}, migration_id, true, now(), ${person} FROM cohort WHERE id = ${cohort}::uuid`
}

/** What was said and done about a report. */
async function answering({ person }: Made, cluster: string): Promise<void> {
  const answer = newId()
  await sql`
    INSERT INTO confusion_action (id, cluster_id, at, actor_id, kind) VALUES (${newId()}, ${cluster}, now(), ${person}, 'assigned')`
  await sql`INSERT INTO answer (id, cluster_id, at, author_id, words) VALUES (${answer}, ${cluster}, now(), ${person}, 'Net.')`
  await sql`
    INSERT INTO resolution (id, cluster_id, at, by_id, kind, words)
    VALUES (${newId()}, ${cluster}, now(), ${person}, 'explanation', 'It is net.')`
  await sql`INSERT INTO told (id, cluster_id, answer_id, person_id, at) VALUES (${newId()}, ${cluster}, ${answer}, ${person}, now())`
  await sql`
    INSERT INTO signal_action (id, module_id, block_id, block_hash, signal, act, words, part, people, at, actor_id)
    SELECT ${newId()}, module_id, block_id, 'hash', 'failed', 'dismissed', 'It is meant to be hard.', 6, 12, now(), ${person}
    FROM confusion_cluster WHERE id = ${cluster}::uuid`
}

/** What an answer became, what it belongs with, and how soon the next one is due. */
async function livingOn({ migration, person }: Made, cluster: string, audience: string): Promise<void> {
  await sql`
    INSERT INTO library_answer (id, migration_id, module_id, block_id, cluster_id, question, words, kept_at, edited_at, edited_by_id)
    SELECT ${newId()}, migration_id, module_id, block_id, id, 'Net or gross?', 'Net.', now(), now(), ${person}
    FROM confusion_cluster WHERE id = ${cluster}::uuid`
  await sql`
    INSERT INTO answer_notice (id, cluster_id, source_id, audience_id, words, people, at, by_id)
    SELECT ${newId()}, ${cluster}, id, ${audience}, words, 9, now(), ${person} FROM answer WHERE cluster_id = ${cluster}::uuid`
  await sql`
    INSERT INTO asked_callout (id, cluster_id, words, at, by_id) VALUES (${newId()}, ${cluster}, 'Net.', now(), ${person})`
  await sql`
    INSERT INTO confusion_link (id, cluster_id, module_id, at)
    SELECT ${newId()}, id, module_id, now() FROM confusion_cluster WHERE id = ${cluster}::uuid`
  await sql`
    INSERT INTO answer_targets (migration_id, working_days, opens_at, closes_at, blocking_hours, major_hours, minor_hours)
    VALUES (${migration}, '{1,2,3,4,5}', 480, 1020, 4, 16, 40)`
}

/** What people keep an eye on, and other programs. */
async function watching({ migration, person }: Made): Promise<void> {
  await sql`
    INSERT INTO scheduled_report (id, migration_id, name, page, filters, rhythm, day, hour, created_at, since, created_by_id)
    VALUES (${newId()}, ${migration}, 'Steering', '/adoption', '', 'weekly', 1, 7, now(), now(), ${person})`
  await sql`
    WITH rule AS (
      INSERT INTO alert_rule (id, migration_id, metric, filters, comparator, threshold, owner_id, created_at)
      VALUES (${newId()}, ${migration}, 'completion', '', '<=', 50, ${person}, now()) RETURNING id)
    INSERT INTO alert (id, rule_id, fired_at, value, n) SELECT ${newId()}, id, now(), 40, 25 FROM rule`
  await sql`
    WITH hook AS (
      INSERT INTO webhook (id, migration_id, name, url, secret, created_at, created_by_id)
      VALUES (${newId()}, ${migration}, 'Tracker', 'https://tracker.example', 'secret', now(), ${person}) RETURNING id)
    INSERT INTO webhook_delivery (id, webhook_id, key, kind, body, created_at)
    SELECT ${newId()}, id, 'report', 'report.opened', '{}', now() FROM hook`
}
