import { answerTrouble } from '#app/domain/confusion/answer.server.ts'
import { sayMeToo } from '#app/domain/confusion/me-too.server.ts'
import { reportConfusion } from '#app/domain/confusion/report.server.ts'
import { resolveTrouble } from '#app/domain/confusion/resolution.server.ts'
import { giveVerdict } from '#app/domain/confusion/verdict.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { daysFrom } from './calendar.ts'
import type { DemoStaff } from './persons.ts'
import { seeded } from './random.ts'
import { type DemoReport, type Fate, REPORTS } from './reports.ts'

const HOUR = 3_600_000

/** Reports, me-toos, answers and resolutions of a span of days before today, in order of time, as people would do them. */
export async function reportAndAnswer(
  viewers: ReadonlyMap<string, Viewer>,
  staff: DemoStaff,
  now: Date,
  olderThan: number,
  youngerThan: number,
): Promise<void> {
  const due = REPORTS.filter(({ daysAgo }) => daysAgo > olderThan && daysAgo <= youngerThan)
  for (const [place, report] of due.sort((left, right) => right.daysAgo - left.daysAgo).entries()) {
    await play(report, viewers, staff, now, place)
  }
}

async function play(
  report: DemoReport,
  viewers: ReadonlyMap<string, Viewer>,
  staff: DemoStaff,
  now: Date,
  place: number,
): Promise<void> {
  const people = await whoReached(report, viewers, staff, place)
  const [reporter, ...others] = people
  if (!reporter) return
  const at = new Date(daysFrom(now, -report.daysAgo).getTime() - 5 * HOUR)
  const [module] = await sql<{ id: string }>`SELECT current_release_id AS id FROM module WHERE slug = ${report.module}`
  if (!module) return
  const { id } = await reportConfusion(
    reporter,
    { moduleSlug: report.module, blockId: report.block },
    {
      id: newId(at),
      releaseId: module.id,
      kind: report.kind,
      words: report.words,
      body: null,
      quote: report.quote ?? null,
      place: null,
      blocking: report.blocking ?? false,
      sentiment: feels(report, place),
      anonymous: report.anonymous ?? false,
    },
    'Chrome on Windows',
    at,
  )
  for (const [index, other] of others.slice(0, report.meToos).entries()) {
    await sayMeToo(other, id, { words: null }, new Date(at.getTime() + (index + 1) * HOUR))
  }
  if (report.fate) await settle(report.fate, id, people.slice(0, report.meToos + 1), staff.lead, at, now)
}

/** The later a report, the better people feel; one in four does not say. */
function feels({ daysAgo }: DemoReport, place: number): number | undefined {
  if (place % 4 === 3) return undefined
  return Math.min(5, Math.max(1, Math.round(4.5 - daysAgo / 14) + (place % 3) - 1))
}

/** People who came to the block in its present release, in an order that is the same each time; the learner of the demo first where she did. */
async function whoReached(
  { module, block, meToos }: DemoReport,
  viewers: ReadonlyMap<string, Viewer>,
  { learner }: DemoStaff,
  place: number,
): Promise<Viewer[]> {
  const rows = await sql<{ id: string }>`
    SELECT s.person_id AS id FROM block_seen s JOIN module m ON m.current_release_id = s.release_id
    WHERE m.slug = ${module} AND s.block_id = ${block}`
  const reached = rows
    .flatMap(({ id }) => viewers.get(id) ?? [])
    .sort((left, right) => left.email.localeCompare(right.email))
  const order = seeded(900 + place)
    .shuffled(reached)
    .slice(0, meToos + 1)
  const lena = reached.find(({ personId }) => personId === learner.personId)
  return lena && place % 3 === 0 ? [lena, ...order.filter((one) => one !== lena)] : order
}

/** What the lead made of it at the time; a fix by release waits for that release, see `fixByRelease`. */
async function settle(
  fate: NonNullable<Fate>,
  reportId: string,
  people: readonly Viewer[],
  lead: Viewer,
  at: Date,
  now: Date,
): Promise<void> {
  const cluster = await clusterOf(reportId)
  const notAfter = (instant: number, before: number) => new Date(Math.min(instant, now.getTime() - before))
  if (fate.answer) {
    const isPublic = 'public' in fate && fate.public === true
    const answer = { seen: await newestAction(cluster), words: fate.answer, public: isPublic }
    await answerTrouble(lead, cluster, answer, notAfter(at.getTime() + 9 * HOUR, HOUR))
  }
  if (!('resolved' in fate) || fate.resolved === 'release') return
  const resolvedAt = notAfter(at.getTime() + 5 * 24 * HOUR, HOUR / 2)
  const named =
    fate.resolved === 'product'
      ? { url: fate.url ?? 'https://meridian.example/changes', changedOn: resolvedAt.toISOString().slice(0, 10) }
      : {}
  const resolution = { seen: await newestAction(cluster), kind: fate.resolved, words: fate.words, ...named }
  await resolveTrouble(lead, cluster, resolution, resolvedAt)
  await sayThatItHelped(reportId, people, notAfter(resolvedAt.getTime() + 20 * HOUR, HOUR / 4))
}

/** The lead resolves what the newer releases fixed, and the first to be told say that it helped. */
export async function fixByRelease(viewers: ReadonlyMap<string, Viewer>, lead: Viewer, at: Date): Promise<void> {
  for (const { words, fate } of REPORTS) {
    if (!fate || !('resolved' in fate) || fate.resolved !== 'release') continue
    const [report] = await sql<{ id: string; personId: string }>`
      SELECT id, person_id AS "personId" FROM confusion_report WHERE words = ${words}`
    if (!report) continue
    const cluster = await clusterOf(report.id)
    const releaseId = await releaseNamed(report.id, fate.release)
    const resolution = { seen: await newestAction(cluster), kind: 'release' as const, words: fate.words, releaseId }
    await resolveTrouble(lead, cluster, resolution, new Date(at.getTime() + HOUR))
    const reporter = viewers.get(report.personId)
    await sayThatItHelped(report.id, reporter ? [reporter] : [], new Date(at.getTime() + 20 * HOUR))
  }
}

/** The learner whom the demo introduces has not said yet: the question is there for whoever is her. */
async function sayThatItHelped(reportId: string, people: readonly Viewer[], at: Date): Promise<void> {
  const asked = people.filter(({ email }) => email !== 'learner@demo.test')
  for (const person of asked.slice(0, 2)) await giveVerdict(person, reportId, { helped: 'yes', words: null }, at)
}

async function clusterOf(reportId: string): Promise<string> {
  const [row] = await sql<{ id: string }>`SELECT cluster_id AS id FROM confusion_report WHERE id = ${reportId}::uuid`
  return (row as { id: string }).id
}

async function newestAction(cluster: string): Promise<string> {
  const [row] = await sql<{
    id: string
  }>`SELECT id FROM confusion_action WHERE cluster_id = ${cluster}::uuid ORDER BY at DESC, id DESC LIMIT 1`
  return row?.id ?? 'none'
}

async function releaseNamed(reportId: string, label: string): Promise<string> {
  const [row] = await sql<{ id: string }>`
    SELECT r.id FROM release r JOIN confusion_report c ON c.module_id = r.module_id
    WHERE c.id = ${reportId}::uuid AND r.label = ${label}`
  if (!row) throw new Error(`the demo has no release ${label} to fix this with`)
  return row.id
}
