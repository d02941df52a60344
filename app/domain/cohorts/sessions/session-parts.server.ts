import { Refusal } from '#app/domain/errors.ts'
import { isHere } from '#app/domain/identity/present.server.ts'
import { dayInWords, localDay } from '#app/domain/migrations/local-days.ts'
import { copyFor } from '#app/domain/playbooks/copies.server.ts'
import { type Sql, sql } from '#app/platform/database/sql.server.ts'
import type { LedCohort } from '../led-cohort.server.ts'
import { wallTimeOf } from './local-time.ts'
import type { PlannedSession } from './sessions.server.ts'

type Choice = { value: string; label: string }

/** What a session can be of: milestones that are not over, playbooks, and the cohort's champions. */
export type SessionChoices = { milestones: Choice[]; playbooks: Choice[]; champions: Choice[] }

/** The milestone that a cohort most likely meets for: its own, else the next one. */
export async function likelyMilestone(cohort: LedCohort, now: Date): Promise<string | null> {
  const [milestone] = await sql<{ id: string }>`
    SELECT m.id FROM milestone m JOIN cohort c ON c.id = ${cohort.id}::uuid
    WHERE m.migration_id = c.migration_id AND m.state <> 'closed' AND (m.id = c.milestone_id OR m.date >= ${localDay(now, cohort.timeZone)}::date)
    ORDER BY m.id = c.milestone_id DESC NULLS LAST, m.date, m.position LIMIT 1`
  return milestone?.id ?? null
}

/** What the form of a cohort's session offers. */
export async function sessionChoices(cohort: LedCohort, now: Date): Promise<SessionChoices> {
  const [milestones, playbooks, champions] = await Promise.all([
    sql<Choice>`
      SELECT id AS value, name AS label FROM milestone
      WHERE migration_id = ${cohort.migrationId}::uuid AND state <> 'closed' ORDER BY date, position`,
    sql<Choice>`
      SELECT p.id AS value, r.title AS label FROM playbook p
      JOIN LATERAL (SELECT title FROM playbook_revision WHERE playbook_id = p.id ORDER BY number DESC LIMIT 1) r ON true
      WHERE p.migration_id = ${cohort.migrationId}::uuid AND p.retired_at IS NULL ORDER BY r.title, p.slug`,
    championsOf(sql, cohort, now),
  ])
  return { milestones, playbooks, champions }
}

/** The same for a session that exists: with what it has already, should that not be offered any more. */
export async function choicesFor(
  { cohort, milestone, playbook, championId, champion }: PlannedSession,
  now: Date,
): Promise<SessionChoices> {
  const { milestones, playbooks, champions } = await sessionChoices(cohort, now)
  return {
    milestones: including(milestones, milestone.id, milestone.name),
    playbooks: playbook ? including(playbooks, playbook.id, playbook.title) : playbooks,
    champions: championId && champion ? including(champions, championId, champion) : champions,
  }
}

const including = (choices: Choice[], value: string, label: string): Choice[] =>
  choices.some((choice) => choice.value === value) ? choices : [...choices, { value, label }]

function championsOf(on: Sql, cohort: LedCohort, now: Date): Promise<Choice[]> {
  return on<Choice>`
    SELECT p.id AS value, p.name AS label FROM cohort_champion h JOIN person p ON p.id = h.person_id
    WHERE h.cohort_id = ${cohort.id}::uuid AND h."to" IS NULL AND ${isHere(localDay(now, cohort.timeZone))} ORDER BY p.name, p.id`
}

type Named = { milestone: string; playbook?: string | undefined; champion?: string | undefined }

/**
 * The ids of what a session names, each refused at its field where it is not the cohort's. The playbook becomes the
 * cohort's own copy. `kept` is the champion whom the session has already: they may have stopped to be one.
 */
export async function namedParts(
  tx: Sql,
  cohort: LedCohort,
  named: Named,
  kept: string | null,
  now: Date,
): Promise<{ milestoneId: string; copyId: string | null; championId: string | null }> {
  const [milestone] = await tx`
    SELECT FROM milestone WHERE id = ${named.milestone}::uuid AND migration_id = ${cohort.migrationId}::uuid`
  if (!milestone) throw new Refusal('invalid', 'Choose a milestone of this migration.', 'milestone')
  const champions = await championsOf(tx, cohort, now)
  const championId = named.champion ?? null
  if (championId && championId !== kept && !champions.some(({ value }) => value === championId)) {
    throw new Refusal('invalid', 'Choose a champion of this cohort.', 'champion')
  }
  return { milestoneId: named.milestone, copyId: await copyOf(tx, cohort, named.playbook, now), championId }
}

async function copyOf(tx: Sql, cohort: LedCohort, playbookId: string | undefined, now: Date): Promise<string | null> {
  if (!playbookId) return null
  const [playbook] = await tx`
    SELECT FROM playbook WHERE id = ${playbookId}::uuid AND migration_id = ${cohort.migrationId}::uuid`
  if (!playbook) throw new Refusal('invalid', 'Choose a playbook of this migration.', 'playbook')
  return copyFor(tx, cohort.id, playbookId, now)
}

type Planned = { startsAt: Date; minutes: number }

/** Says at the field `overlap` what else the champion leads at one of these times, unless that is meant. */
export async function warnOfOverlap(
  tx: Sql,
  championId: string | null,
  planned: readonly Planned[],
  { except, meant }: { except: readonly string[]; meant: boolean },
): Promise<void> {
  if (championId === null || meant) return
  const [other] = await tx<{ title: string; cohort: string; startsAt: Date; timeZone: string; champion: string }>`
    SELECT s.title, c.name AS cohort, s.starts_at AS "startsAt", s.time_zone AS "timeZone", p.name AS champion
    FROM cohort_session s JOIN cohort c ON c.id = s.cohort_id JOIN person p ON p.id = s.champion_id
    JOIN unnest(${planned.map(({ startsAt }) => startsAt)}::timestamptz[], ${planned.map(({ minutes }) => minutes)}::int[])
      AS planned (starts_at, minutes)
      ON s.starts_at < planned.starts_at + make_interval(mins => planned.minutes)
      AND planned.starts_at < s.starts_at + make_interval(mins => s.minutes)
    WHERE s.champion_id = ${championId}::uuid AND s.cancelled_at IS NULL AND s.closed_at IS NULL
      AND s.id <> ALL (${[...except]}::uuid[])
    ORDER BY s.starts_at LIMIT 1`
  if (!other) return
  const { day, time } = wallTimeOf(other.startsAt, other.timeZone)
  const words = `${other.champion} leads “${other.title}” with ${other.cohort} then: ${dayInWords(day)}, ${time}. Choose another time, or tick that you mean it.`
  throw new Refusal('conflict', words, 'overlap')
}
