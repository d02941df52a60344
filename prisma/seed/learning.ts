import type { Viewer } from '#app/domain/identity/viewer.ts'
import { releasesOf } from '#app/domain/modules/releases.server.ts'
import { ingest } from '#app/domain/practice/ingest.server.ts'
import { BATCH_LIMIT } from '#app/domain/practice/limits.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { daysFrom, workingMoment } from './calendar.ts'
import type { DemoStaff } from './persons.ts'
import { type Random, seeded } from './random.ts'
import { type Intent, type Learner, visitEvents } from './visit-events.ts'

/** One planned visit: who, where, when, and how it will go. */
export type PlannedVisit = { viewer: Viewer; slug: string; start: Date; intent: Intent }

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

type Asked = { personId: string; slug: string; milestone: string }

/** Everybody's visits to everything that they are asked for, in order of time. The named people have histories of their own. */
export async function planVisits(
  viewers: ReadonlyMap<string, Viewer>,
  staff: DemoStaff,
  championed: readonly string[],
  now: Date,
): Promise<PlannedVisit[]> {
  const asked = await sql<Asked>`
    SELECT DISTINCT a.person_id AS "personId", m.slug, s.slug AS milestone, s.date, m.position
    FROM assigned_on(${now.toISOString().slice(0, 10)}::date) a
    JOIN module m ON m.id = a.module_id
    JOIN milestone s ON s.id = a.milestone_id
    ORDER BY a.person_id, s.date, m.position`
  const random = seeded(7_311)
  const groups = [...Map.groupBy(asked, ({ personId, milestone }) => `${personId} ${milestone}`).values()]
  const visits = groups.flatMap((group) => visitsOf(group, viewers, staff, now, random))
  return withTrouble(visits, championed).sort((left, right) => left.start.getTime() - right.start.getTime())
}

/** One person's visits for one milestone: all of it, or up to a point, one after the other. */
function visitsOf(
  group: readonly Asked[],
  viewers: ReadonlyMap<string, Viewer>,
  staff: DemoStaff,
  now: Date,
  random: Random,
): PlannedVisit[] {
  const { personId, milestone } = group[0] as Asked
  const viewer = viewers.get(personId)
  const phase = PHASES[milestone]
  if (!viewer || !phase) return []
  if (!random.chance(phase.begin ?? 1)) return []
  const upTo = random.chance(phase.through) ? group.length : random.between(0, group.length - 1)
  const moments = group
    .map(() => momentIn(random, milestone, now))
    .sort((left, right) => left.getTime() - right.getTime())
  return group.flatMap(({ slug }, place): PlannedVisit[] => {
    const intent = namedIntent(staff, personId, slug, place < upTo ? 'complete' : stopIntent(random, place === upTo))
    return intent ? [{ viewer, slug, intent, start: moments[place] as Date }] : []
  })
}

function stopIntent(random: Random, isHere: boolean): Intent | null {
  if (!isHere || !random.chance(0.6)) return null
  return random.chance(STUCK) ? 'stuck' : 'partial'
}

function withTrouble(visits: PlannedVisit[], championed: readonly string[]): PlannedVisit[] {
  const hard = visits.filter(({ viewer, slug }) => championed.includes(viewer.personId) && HARD.includes(slug))
  const chosen = [...Map.groupBy(hard, ({ viewer }) => viewer.personId).values()].slice(0, 2).map((own) => own.at(-1))
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

const learners = new Map<string, Learner>()

function learnerOf({ personId, roles }: Viewer, power: boolean): Learner {
  const known = learners.get(personId)
  if (known) return known
  const random = seeded(Number.parseInt(personId.slice(-8), 16) % 2_147_483_647)
  const made = {
    personId,
    device: newId(),
    pace: random.factor(0.16),
    care: random.next(),
    power: power || roles.has('champion'),
  }
  learners.set(personId, made)
  return made
}

async function happen({ viewer, slug, start, intent }: PlannedVisit): Promise<number> {
  const [module] = await sql<{ release: string; power: boolean }>`
    SELECT m.current_release_id AS release, EXISTS (
      SELECT FROM membership o JOIN audience u ON u.id = o.audience_id
      WHERE o.person_id = ${viewer.personId}::uuid AND u.comfort = 'power') AS power
    FROM module m WHERE m.slug = ${slug}`
  const release = module && (await releasesOf([module.release])).get(module.release)
  if (!module || !release) return 0
  const learner = learnerOf(viewer, module.power)
  const seed =
    (Number.parseInt(viewer.personId.slice(-6), 16) * 31 +
      [...slug].reduce((sum, letter) => sum * 33 + letter.charCodeAt(0), 7)) %
    2_147_483_647
  const events = visitEvents(release, learner, start, intent, seeded(seed))
  for (let index = 0; index < events.length; index += BATCH_LIMIT) {
    const batch = events.slice(index, index + BATCH_LIMIT)
    const last = batch.at(-1)
    if (last) await ingest(viewer, { events: batch }, new Date(Date.parse(last.at) + 400))
  }
  return events.length
}
