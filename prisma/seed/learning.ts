import type { Viewer } from '#app/domain/identity/viewer.ts'
import { releasesOf } from '#app/domain/modules/releases.server.ts'
import { ingest } from '#app/domain/practice/ingest.server.ts'
import { BATCH_LIMIT } from '#app/domain/practice/limits.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { daysFrom, workingMoment } from './calendar.ts'
import type { DemoStaff } from './persons.ts'
import { type Random, seededBy } from './random.ts'
import { type Intent, type Learner, visitEvents } from './visit-events.ts'

/** One planned visit: who, where, when, and how it will go. */
export type PlannedVisit = { viewer: Viewer; learner: Learner; slug: string; start: Date; intent: Intent }

/** By milestone: when people learn for it, in days from today, what share of them gets through all of it, and of all begins it. */
const PHASES: Record<string, { from: number; to: number; through: number; begin?: number }> = {
  pilot: { from: -60, to: -38, through: 0.95 },
  'wave-1': { from: -34, to: -9, through: 0.88 },
  cutover: { from: -12, to: 0, through: 0.52 },
  'release-2026-3': { from: -5, to: 0, through: 0.4, begin: 0.04 },
}
/** Of those who stop on the way, this share stops at something that does not work out. */
const STUCK = 0.35
/** Who learns late does so between the end of the phase and today. */
const LATE = 0.12
/** Two of the introduced champion's people come to nothing here, so that there is somebody to help. */
const HARD = ['check-your-data', 'supplier-bank', 'approve', 'invoice-by-mail']

/** One module that somebody is asked for; `power`: somebody who works with the product every day. */
export type Asked = { personId: string; slug: string; milestone: string; power: boolean }

/** Everybody's visits to everything that they are asked for, in order of time. */
export async function planVisits(
  viewers: ReadonlyMap<string, Viewer>,
  staff: DemoStaff,
  championed: readonly string[],
  now: Date,
): Promise<PlannedVisit[]> {
  const asked = await sql<Asked>`
    SELECT DISTINCT a.person_id AS "personId", m.slug, s.slug AS milestone, s.date, m.position, EXISTS (
      SELECT FROM membership o JOIN audience u ON u.id = o.audience_id
      WHERE o.person_id = a.person_id AND u.comfort = 'power') AS power
    FROM assigned_on(${now.toISOString().slice(0, 10)}::date) a
    JOIN module m ON m.id = a.module_id
    JOIN milestone s ON s.id = a.milestone_id
    ORDER BY s.date, m.position, m.slug`
  return visitsTo(asked, viewers, staff, championed, now)
}

/**
 * The visits to these modules, which stand in teaching order. Pure, and the same for the same people whatever their
 * ids: what somebody does hangs on their address alone, and only when they do it on the day. The named people have
 * histories of their own.
 */
export function visitsTo(
  asked: readonly Asked[],
  viewers: ReadonlyMap<string, Viewer>,
  staff: DemoStaff,
  championed: readonly string[],
  now: Date,
): PlannedVisit[] {
  const groups = [...Map.groupBy(asked, ({ personId, milestone }) => `${personId} ${milestone}`).values()]
  const visits = groups.flatMap((group) => visitsOf(group, viewers, staff, now))
  const introduced = Object.values(staff).map(({ personId }) => personId)
  const others = championed.filter((person) => !introduced.includes(person))
  return withTrouble(visits, others).sort(
    (left, right) =>
      left.start.getTime() - right.start.getTime() || left.viewer.email.localeCompare(right.viewer.email),
  )
}

/** One person's visits for one milestone: all of it, or up to a point, one after the other. */
function visitsOf(
  group: readonly Asked[],
  viewers: ReadonlyMap<string, Viewer>,
  staff: DemoStaff,
  now: Date,
): PlannedVisit[] {
  const { personId, milestone, power } = group[0] as Asked
  const viewer = viewers.get(personId)
  const phase = PHASES[milestone]
  if (!viewer || !phase) return []
  const random = seededBy(viewer.email, milestone)
  if (!random.chance(phase.begin ?? 1)) return []
  const upTo = random.chance(phase.through) ? group.length : random.between(0, group.length - 1)
  const learner = learnerOf(viewer, power)
  const moments = momentsIn(seededBy(viewer.email, milestone, 'moments'), milestone, now, group.length)
  return group.flatMap(({ slug }, place): PlannedVisit[] => {
    const intent = namedIntent(staff, personId, slug, place < upTo ? 'complete' : stopIntent(random, place === upTo))
    return intent ? [{ viewer, learner, slug, intent, start: moments[place] as Date }] : []
  })
}

function stopIntent(random: Random, isHere: boolean): Intent | null {
  if (!isHere || !random.chance(0.6)) return null
  return random.chance(STUCK) ? 'stuck' : 'partial'
}

function withTrouble(visits: PlannedVisit[], people: readonly string[]): PlannedVisit[] {
  const hard = people.flatMap(
    (person) => visits.findLast(({ viewer, slug }) => viewer.personId === person && HARD.includes(slug)) ?? [],
  )
  const chosen = hard.slice(0, 2)
  return visits.map((visit) => (chosen.includes(visit) ? { ...visit, intent: 'stuck' as const } : visit))
}

/** What Lena has done, so that every part of her pages has something to show; the others are left to chance. */
function namedIntent(staff: DemoStaff, personId: string, slug: string, usual: Intent | null): Intent | null {
  if (personId !== staff.learner.personId) return usual
  const lena: Record<string, Intent> = {
    'find-your-way': 'complete',
    'sign-in': 'complete',
    'where-did-it-go': 'complete',
    'first-invoice': 'complete',
    duplicates: 'complete',
    codes: 'complete',
  }
  return lena[slug] ?? null
}

/** As many moments of the milestone's phase, in order of time. */
function momentsIn(random: Random, milestone: string, now: Date, count: number): Date[] {
  return Array.from({ length: count }, () => momentIn(random, milestone, now)).sort(
    (left, right) => left.getTime() - right.getTime(),
  )
}

function momentIn(random: Random, milestone: string, now: Date): Date {
  const phase = PHASES[milestone] as (typeof PHASES)[string]
  const late = phase.to < 0 && random.chance(LATE)
  const from = daysFrom(now, late ? phase.to : phase.from)
  const to = new Date(Math.min(daysFrom(now, late ? 0 : phase.to).getTime(), now.getTime() - 3 * 3_600_000))
  return workingMoment(random, from, to)
}

/**
 * Lets the visits of a span of time happen: every event goes in by the same door as a browser's, at the moment when it
 * would have arrived. A quick reference is only looked at. Answers how many events there were.
 */
export async function letHappen(visits: readonly PlannedVisit[], from: Date, to: Date): Promise<number> {
  const due = visits.filter(({ start }) => start >= from && start < to)
  const byPerson = [...Map.groupBy(due, ({ viewer }) => viewer.personId).values()]
  let events = 0
  let next = 0
  const worker = async () => {
    for (let own = byPerson[next++]; own; own = byPerson[next++]) {
      for (const visit of own) events += await happen(visit)
    }
  }
  await Promise.all(Array.from({ length: 4 }, worker))
  return events
}

function learnerOf({ personId, email, roles }: Viewer, power: boolean): Learner {
  const random = seededBy(email)
  return {
    personId,
    device: newId(),
    pace: random.factor(0.16),
    care: random.next(),
    power: power || roles.has('champion'),
  }
}

async function happen({ viewer, learner, slug, start, intent }: PlannedVisit): Promise<number> {
  const [module] = await sql<{ release: string }>`SELECT current_release_id AS release FROM module WHERE slug = ${slug}`
  const release = module && (await releasesOf([module.release])).get(module.release)
  if (!release) return 0
  const events = visitEvents(release, learner, start, intent, seededBy(viewer.email, slug))
  for (let index = 0; index < events.length; index += BATCH_LIMIT) {
    const batch = events.slice(index, index + BATCH_LIMIT)
    const last = batch.at(-1)
    if (last) await ingest(viewer, { events: batch }, new Date(Date.parse(last.at) + 400))
  }
  return events.length
}
