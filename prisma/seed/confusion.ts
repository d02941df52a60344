import { randomUUID } from 'node:crypto'
import { answerTrouble } from '#app/domain/confusion/answer.server.ts'
import { askCallout } from '#app/domain/confusion/lasting/callouts.server.ts'
import { keepAnswer } from '#app/domain/confusion/lasting/library-answers.server.ts'
import { sayMeToo } from '#app/domain/confusion/me-too.server.ts'
import { mergeTroubles } from '#app/domain/confusion/merging.server.ts'
import { addPicture } from '#app/domain/confusion/pictures.server.ts'
import { reportConfusion } from '#app/domain/confusion/report.server.ts'
import { resolveTrouble } from '#app/domain/confusion/resolution.server.ts'
import { giveVerdict } from '#app/domain/confusion/verdict.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { ingest } from '#app/domain/practice/ingest.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { daysFrom } from './calendar.ts'
import type { DemoStaff } from './persons.ts'
import { seeded } from './random.ts'
import { type DemoReport, type Fate, REPORTS, type Voice } from './reports.ts'
import { aScreenshot } from './screenshot.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

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
  const reached = await whoReached(report, viewers, staff, place)
  const [reporter, ...others] = reached
  if (!reporter) return
  const at = new Date(daysFrom(now, -report.daysAgo).getTime() - 5 * HOUR)
  const id = await sayAt(reporter, report, { ...report, feels: feels(report, place) }, at)
  const meToos = others.slice(0, report.meToos)
  for (const [index, other] of meToos.entries()) {
    const later = new Date(at.getTime() + (index + 1) * HOUR)
    await comeTo(other, report, later)
    await sayMeToo(other, id, { words: null }, later)
  }
  await joinAlike(report, id, others.slice(report.meToos), staff.lead, at)
  if (report.fate) await settle(report, report.fate, id, [reporter, ...meToos], staff.lead, at, now)
}

/** Others say the same in their words a few minutes apart, and the lead joins them a little later. */
async function joinAlike(
  report: DemoReport,
  id: string,
  people: readonly Viewer[],
  lead: Viewer,
  at: Date,
): Promise<void> {
  const others: string[] = []
  for (const [index, voice] of (report.alike ?? []).entries()) {
    const who = people[index]
    if (!who) throw new Error(`too few people of the demo came to ${report.module}/${report.block}`)
    const plain = { module: report.module, block: report.block, kind: report.kind }
    const own = await sayAt(who, plain, voice, new Date(at.getTime() + (index + 1) * 10 * MINUTE))
    others.push(await clusterOf(own))
  }
  if (others.length === 0) return
  const into = await clusterOf(id)
  await mergeTroubles(lead, into, { seen: await newestAction(into), others }, new Date(at.getTime() + 2 * HOUR))
}

type Said = { words: string; feels: number | undefined } & Pick<Voice, 'body' | 'picture'>

/** Somebody comes to a block and reports there. Answers the report. */
async function sayAt(
  who: Viewer,
  about: Pick<DemoReport, 'module' | 'block' | 'kind' | 'quote' | 'blocking' | 'anonymous'>,
  { words, feels: sentiment, body, picture }: Said,
  at: Date,
): Promise<string> {
  const releaseId = await comeTo(who, about, at)
  const { id } = await reportConfusion(
    who,
    { moduleSlug: about.module, blockId: about.block },
    {
      ...{ id: newId(at), releaseId, kind: about.kind, words, sentiment },
      ...{ body: body ?? null, quote: about.quote ?? null, place: null },
      ...{ blocking: about.blocking ?? false, anonymous: about.anonymous ?? false },
    },
    'Chrome on Windows',
    at,
  )
  if (picture) await addPicture(who, id, { id: randomUUID(), alt: picture }, await aScreenshot(), at)
  return id
}

/** Whoever reports is at the block then, and their browser has said so. Answers the release. */
async function comeTo(who: Viewer, { module, block }: Pick<DemoReport, 'module' | 'block'>, at: Date): Promise<string> {
  const [current] = await sql<{ release: string }>`
    SELECT current_release_id AS release FROM module WHERE slug = ${module}`
  if (!current) throw new Error(`the demo has no module ${module}`)
  const then = new Date(at.getTime() - MINUTE)
  const event = {
    ...{ id: newId(then), person: who.personId, device: newId(), at: then.toISOString(), release: current.release },
    ...{ type: 'block-reached', block, data: {} },
  }
  await ingest(who, { events: [event] }, at)
  return current.release
}

/** The later a report, the better people feel; one in four does not say. */
function feels({ daysAgo }: DemoReport, place: number): number | undefined {
  if (place % 4 === 3) return undefined
  return Math.min(5, Math.max(1, Math.round(4.5 - daysAgo / 14) + (place % 3) - 1))
}

/** People who came to the block in its present release, in an order that is the same each time; the learner of the demo first where she did. */
async function whoReached(
  { module, block, meToos, alike = [] }: DemoReport,
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
    .slice(0, meToos + 1 + alike.length)
  const lena = reached.find(({ personId }) => personId === learner.personId)
  return lena && place % 3 === 0 ? [lena, ...order.filter((one) => one !== lena)] : order
}

/** What the lead made of it at the time; a fix by release waits for that release, see `fixByRelease`. */
async function settle(
  { kept, callout }: DemoReport,
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
    const later = notAfter(at.getTime() + 10 * HOUR, HOUR / 2)
    if (kept) {
      const input = { seen: await newestAction(cluster), question: kept, words: fate.answer }
      await keepAnswer(lead, cluster, input, later)
    }
    if (callout) await askCallout(lead, cluster, { seen: await newestAction(cluster), words: callout }, later)
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
