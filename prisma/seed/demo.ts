import type { DemoOptions } from '#app/commands/demo-database.ts'
import { measureEffects } from '#app/domain/adoption/effect/measured-effects.server.ts'
import { rollUp } from '#app/domain/adoption/roll-up.server.ts'
import { measureSignals } from '#app/domain/adoption/signals/measured-signals.server.ts'
import { askForHelp } from '#app/domain/cohorts/help.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { readinessOf } from '#app/domain/migrations/readiness.server.ts'
import { waiveGate } from '#app/domain/migrations/waivers.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { daysFrom } from './calendar.ts'
import { addChampions } from './champions.ts'
import { addCohorts, addSessions, type DemoCohort } from './cohorts.ts'
import { fixByRelease, reportAndAnswer } from './confusion.ts'
import { letHappen, planVisits } from './learning.ts'
import { withLooksAgain } from './looking-again.ts'
import { addOldTimes } from './old-times.ts'
import { addTracker, endTracker } from './outgoing.ts'
import { demoPeople } from './people.ts'
import { addPeople, type DemoStaff, staffOf } from './persons.ts'
import { CHANGES, changeAsPlanned } from './plan.ts'
import { addPlaybookCopies } from './playbook-copies.ts'
import { publishDemo } from './publishing.ts'
import { seeded } from './random.ts'
import { addRuns } from './running.ts'
import { keepAnEye } from './watching.ts'

/** The migration began this many days before the demo is loaded. */
const BEGAN = -63
/** The newer releases of two modules came out this many days before. */
const SECOND_RELEASES = -10

/**
 * Loads the demo migration into an empty, migrated database: its content, its people, and nine weeks of history, which
 * goes in by the product's own doors in order of time. Same shapes each time; all dates follow `now`.
 */
export async function loadDemo({ now, passwordOf, say }: DemoOptions): Promise<void> {
  const began = daysFrom(now, BEGAN)
  say('Publishing the content')
  const publish = await publishDemo(now)
  const migration = await publish.first(began)
  say('Adding people, cohorts and sessions')
  const named = new Set(['learner', 'power', 'champion', 'trainer', 'lead', 'admin'].map((who) => `${who}@demo.test`))
  const { viewers, sites } = await addPeople(demoPeople(seeded(20_260)), migration, began, (email) =>
    named.has(email) ? passwordOf(email) : null,
  )
  const staff = staffOf(viewers)
  const cohorts = await addCohorts(viewers, sites, staff, migration, began)
  await addSessions(cohorts, now)
  await addPlaybookCopies(cohorts, now)
  await sql`UPDATE milestone SET owner_id = ${staff.lead.personId}::uuid`
  await sql`UPDATE gate SET owner_id = ${staff.lead.personId}::uuid WHERE owner_id IS NULL`
  say('Living through nine weeks')
  await live({ viewers, staff, championed: cohorts[0]?.members ?? [] }, now, publish.second)
  await lastTouches(staff, now)
  await addOldTimes(membersOf(cohorts[1], viewers), staff, now)
  await addChampions(cohorts, viewers, staff, now)
  await addRuns(staff, now)
  await measureEffects(now)
  await endTracker(now)
  await measureSignals(now)
  await rollUp(now)
  await keepAnEye(staff, now)
}

function membersOf(cohort: DemoCohort | undefined, viewers: ReadonlyMap<string, Viewer>): Viewer[] {
  const members = new Set(cohort?.members)
  return [...viewers.values()].filter(({ personId }) => members.has(personId))
}

/** Learning, changes of state, the second releases and reports, in order of time. */
async function live(
  { viewers, staff, championed }: { viewers: ReadonlyMap<string, Viewer>; staff: DemoStaff; championed: string[] },
  now: Date,
  publishSecond: (lead: Viewer, at: Date) => Promise<void>,
): Promise<void> {
  const visits = withLooksAgain(await planVisits(viewers, staff, championed, now), staff, now)
  const renew = async (at: Date) => {
    await publishSecond(staff.lead, at)
    await fixByRelease(viewers, staff.lead, at)
    await addTracker(staff, at)
  }
  const steps = [
    ...CHANGES.map((change) => ({ days: change.days, act: () => changeAsPlanned(staff.lead, change, now) })),
    { days: SECOND_RELEASES, act: () => renew(daysFrom(now, SECOND_RELEASES)) },
  ].sort((left, right) => left.days - right.days)
  let since = BEGAN
  for (const { days, act } of [...steps, { days: 0, act: async () => {} }]) {
    await letHappen(visits, daysFrom(now, since), daysFrom(now, days))
    await reportAndAnswer(viewers, staff, now, -days, -since)
    await rollUp(daysFrom(now, days))
    await act()
    since = days
  }
}

/** What the pages of today show besides: a waiver that holds, and somebody who asks for help. */
async function lastTouches(staff: DemoStaff, now: Date): Promise<void> {
  await rollUp(now)
  const { gates } = await readinessOf(staff.lead, 'cutover', now)
  const coverage = gates.find(({ measure, state }) => measure === 'coverage' && state === 'not met')
  if (coverage) {
    const reason = 'Six more sessions are booked for the coming ten days; after them coverage can reach the target.'
    await waiveGate(
      staff.lead,
      coverage.id,
      { reason, expiresOn: daysFrom(now, 12).toISOString().slice(0, 10) },
      daysFrom(now, -2),
    )
  }
  const [stuck] = await sql<{
    person: string
    release: string
    block: string
    slug: string
    name: string
    email: string
  }>`
    SELECT a.person_id AS person, a.release_id AS release, a.block_id AS block, m.slug, p.name, p.email
    FROM attempt a JOIN module m ON m.id = a.module_id JOIN person p ON p.id = a.person_id
    JOIN cohort_member c ON c.person_id = a.person_id
    JOIN cohort_champion h ON h.cohort_id = c.cohort_id AND h.person_id = ${staff.champion.personId}::uuid
    WHERE a.outcome = 'gave up' ORDER BY a.started_at DESC LIMIT 1`
  if (!stuck) return
  const viewer: Viewer = { ...staff.learner, personId: stuck.person, name: stuck.name, email: stuck.email }
  await askForHelp(
    viewer,
    stuck.slug,
    { release: stuck.release, block: stuck.block, words: 'I get this far and then it sends me back.' },
    new Date(now.getTime() - 2 * 3_600_000),
  )
}
