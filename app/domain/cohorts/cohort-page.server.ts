import { isHere } from '#app/domain/identity/present.server.ts'
import { todayOf } from '#app/domain/identity/today.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { releasesOf, titlesOf } from '#app/domain/modules/releases.server.ts'
import { explainProgress } from '#app/domain/progress/explanation.ts'
import { type Records, recordOf, recordsOf, releasesIn } from '#app/domain/progress/records.server.ts'
import { wayIn, workingRelease } from '#app/domain/progress/way.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { type CohortSummary, cohortSummary } from './cohorts.server.ts'
import { type StuckSign, stuckSign } from './stuck.ts'

/** One module that a member has begun and not completed: what is missing in words, and whether they seem stuck. */
export type OpenModule = { slug: string; title: string; missing: string[]; sign: StuckSign | null }
export type HelpAsked = {
  id: string
  module: string
  slug: string
  block: string
  blockId: string
  words: string | null
  at: Date
}

export type Member = {
  id: string
  name: string
  /** by milestone slug: modules asked and completed */
  milestones: Record<string, { asked: number; done: number }>
  overdue: number
  /** the day, and no clock */
  lastActive: LocalDay | null
  begun: OpenModule[]
  help: HelpAsked[]
  /** the last reminder */
  nudged: { day: LocalDay; by: string } | null
}

export type CohortPage = {
  cohort: CohortSummary
  milestones: { slug: string; name: string }[]
  /** by name: people are never ordered or marked by speed */
  members: Member[]
  today: LocalDay
}

/** A cohort with each member's progress by milestone, what they are in the middle of, and who asks for help. */
export async function cohortPageOf(viewer: Viewer, id: string, now: Date): Promise<CohortPage> {
  const cohort = await cohortSummary(viewer, id, now)
  const timeZone = viewer.migration?.timeZone ?? 'UTC'
  const today = todayOf(viewer, now)
  const [rows, help] = await Promise.all([memberRows(cohort.id, today, timeZone), helpAsked(cohort.id)])
  const records = await recordsOf(sql, peopleOf(rows), modulesOf(rows), false)
  const context = { records, releases: await releasesFor(rows, records), help, now }
  const members = groupByPerson(rows).map((group) => memberOf(group, context))
  return { cohort, milestones: milestonesIn(rows), members, today }
}

type Row = {
  person: string
  name: string
  lastActive: LocalDay | null
  milestone: string | null
  milestoneName: string | null
  moduleId: string | null
  slug: string | null
  current: string | null
  late: boolean
  startedAt: Date | null
  lastAt: Date | null
  done: boolean
  nudged: Member['nudged']
}

async function memberRows(cohortId: string, today: LocalDay, timeZone: string): Promise<Row[]> {
  return sql<Row>`
    SELECT p.id AS person, p.name,
           ((SELECT max(last_at) FROM module_progress x WHERE x.person_id = p.id) AT TIME ZONE ${timeZone})::date AS "lastActive",
           s.slug AS milestone, s.name AS "milestoneName", o.id AS "moduleId", o.slug, o.current_release_id AS current,
           coalesce(CASE WHEN g.first_completed_at IS NULL THEN a.due_on
             ELSE refresher_due_on(a.due_on, f.since, ${timeZone}) END < ${today}::date, false) AS late,
           g.started_at AS "startedAt", g.last_at AS "lastAt", g.first_completed_at IS NOT NULL AS done,
           (SELECT jsonb_build_object('day', n.local_day, 'by', b.name) FROM nudge n JOIN person b ON b.id = n.by_id
            WHERE n.person_id = p.id ORDER BY n.local_day DESC LIMIT 1) AS nudged
    FROM cohort_member c
    JOIN person p ON p.id = c.person_id
    LEFT JOIN (
      SELECT a.person_id, a.module_id, a.milestone_id, min(a.due_on) AS due_on
      FROM (SELECT DISTINCT person_id FROM cohort_member WHERE cohort_id = ${cohortId}::uuid AND "to" IS NULL) x
      CROSS JOIN LATERAL (SELECT * FROM assigned_on(${today}::date) WHERE person_id = x.person_id OFFSET 0) a
      JOIN module m ON m.id = a.module_id
      JOIN release r ON r.id = m.current_release_id AND r.kind <> 'quick reference'
      WHERE NOT a.optional
      GROUP BY a.person_id, a.module_id, a.milestone_id
    ) a ON a.person_id = p.id
    LEFT JOIN milestone s ON s.id = a.milestone_id
    LEFT JOIN module o ON o.id = a.module_id
    LEFT JOIN module_progress g ON g.person_id = p.id AND g.module_id = a.module_id
    LEFT JOIN refreshers() f ON f.module_id = a.module_id AND f.completed_release_id = g.completed_release_id
    WHERE c.cohort_id = ${cohortId}::uuid AND c."to" IS NULL AND ${isHere(today)}
    ORDER BY p.name, p.id, s.date, s.position, o.position`
}

async function helpAsked(cohortId: string): Promise<Map<string, (HelpAsked & { moduleId: string })[]>> {
  const rows = await sql<HelpAsked & { person: string; moduleId: string }>`
    SELECT q.person_id AS person, q.id, r.title AS module, m.slug, m.id AS "moduleId", b.title AS block, q.block_id AS "blockId", q.words, q.at
    FROM help_request q
    JOIN cohort_member c ON c.person_id = q.person_id AND c."to" IS NULL
    JOIN module m ON m.id = q.module_id
    JOIN release r ON r.id = q.release_id
    JOIN release_block b ON b.release_id = q.release_id AND b.block_id = q.block_id
    WHERE c.cohort_id = ${cohortId}::uuid AND q.answered_at IS NULL
    ORDER BY q.at`
  return Map.groupBy(rows, ({ person }) => person)
}

const peopleOf = (rows: readonly Row[]) => [...new Set(rows.map(({ person }) => person))]
const isBegun = (row: Row) => row.startedAt !== null && !row.done
const modulesOf = (rows: readonly Row[]) => [...new Set(rows.filter(isBegun).flatMap(({ moduleId }) => moduleId ?? []))]

async function releasesFor(rows: readonly Row[], records: Records) {
  const current = rows.filter(isBegun).flatMap((row) => row.current ?? [])
  return releasesOf([...current, ...releasesIn(records)])
}

function groupByPerson(rows: readonly Row[]): Row[][] {
  return [...Map.groupBy(rows, ({ person }) => person).values()]
}

type Context = {
  records: Records
  releases: Awaited<ReturnType<typeof releasesOf>>
  help: Awaited<ReturnType<typeof helpAsked>>
  now: Date
}

function memberOf(rows: Row[], context: Context): Member {
  const { person, name, lastActive, nudged } = rows[0] as Row
  const milestones: Member['milestones'] = {}
  for (const { milestone, done } of rows) {
    if (milestone === null) continue
    const so = milestones[milestone] ?? { asked: 0, done: 0 }
    milestones[milestone] = { asked: so.asked + 1, done: so.done + (done ? 1 : 0) }
  }
  return {
    id: person,
    name,
    milestones,
    overdue: rows.filter(({ late }) => late).length,
    lastActive,
    begun: rows.filter(isBegun).flatMap((row) => openModule(row, context) ?? []),
    help: context.help.get(person) ?? [],
    nudged,
  }
}

/** What is missing of a module that was begun, by the one function that explains completion. */
function openModule(row: Row, { records, releases, help, now }: Context): OpenModule | null {
  if (row.moduleId === null || row.slug === null) return null
  const record = recordOf(records, row.person, row.moduleId)
  const working = workingRelease(record, row.current, now)
  const release = working ? releases.get(working) : undefined
  if (!release) return null
  const way = wayIn(release, record, releases, now)
  const unmet = explainProgress(way.asked, titlesOf(release), way.evidence, 'staff').filter(({ met }) => !met)
  const helpAskedHere = (help.get(row.person) ?? []).some(({ moduleId }) => moduleId === row.moduleId)
  const sign = stuckSign(
    {
      evidence: way.evidence,
      unmet: unmet.map(({ requirement }) => requirement),
      lastAt: row.lastAt ?? (row.startedAt as Date),
      helpAsked: helpAskedHere,
    },
    now,
  )
  return { slug: row.slug, title: release.lesson.title, missing: unmet.map(({ words }) => words), sign }
}

function milestonesIn(rows: readonly Row[]): CohortPage['milestones'] {
  const names = new Map(
    rows.flatMap(({ milestone, milestoneName }) =>
      milestone && milestoneName ? [[milestone, milestoneName] as const] : [],
    ),
  )
  return [...names].map(([slug, name]) => ({ slug, name: name.split(':')[0] ?? name }))
}
