import { rollUpBaselines } from '#app/domain/adoption/old-times/measured-baselines.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { ingest } from '#app/domain/practice/ingest.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { daysFrom, workingMoment } from './calendar.ts'
import type { DemoStaff } from './persons.ts'
import { seededBy } from './random.ts'

type Asked = { slug: string; block: string; usualMs: number; people: readonly Viewer[]; from: number; until: number }
type Task = { id: string; release: string }

/** Times in the old product: one task that was measured while the migration began, one that people are asked for now. */
export async function addOldTimes(members: readonly Viewer[], staff: DemoStaff, now: Date): Promise<void> {
  const invoice = {
    slug: 'first-invoice',
    block: 'enter-invoice',
    usualMs: 215_000,
    people: members,
    from: -58,
    until: -45,
  }
  await measure(invoice, staff, now, members.length)
  const drill = { slug: 'going-back', block: 'drill', usualMs: 1_100_000, from: -4, until: 17 }
  await measure({ ...drill, people: [staff.power, ...members] }, staff, now, 3)
}

/** The last of those who are asked do it, as many as are told. */
async function measure(asked: Asked, { lead }: DemoStaff, now: Date, doing: number): Promise<void> {
  const task = await open(asked, lead, now)
  for (const viewer of asked.people.slice(-doing)) await doOnce(viewer, task, asked, now)
  await rollUpBaselines(daysFrom(now, Math.min(0, asked.until + 1)))
}

async function open({ slug, block, people, from, until }: Asked, lead: Viewer, now: Date): Promise<Task> {
  const id = newId(daysFrom(now, from))
  const [task] = await sql<Task>`
    INSERT INTO measuring (id, migration_id, module_id, release_id, block_id, until, opened_at, opened_by_id)
    SELECT ${id}::uuid, m.migration_id, m.id,
      (SELECT id FROM release WHERE module_id = m.id ORDER BY published_at LIMIT 1), ${block}, ${daysFrom(now, until)}::date,
      ${daysFrom(now, from)}, ${lead.personId}::uuid
    FROM module m WHERE m.slug = ${slug} RETURNING id, release_id AS release`
  if (!task) throw new Error(`There is no module ${slug} to measure.`)
  await sql`
    INSERT INTO measuring_person (measuring_id, person_id)
    SELECT ${id}::uuid, unnest(${people.map(({ personId }) => personId)}::uuid[])`
  return task
}

async function doOnce(viewer: Viewer, { id: measuring, release }: Task, asked: Asked, now: Date): Promise<void> {
  const random = seededBy(viewer.email, asked.block)
  const start = workingMoment(random, daysFrom(now, asked.from), daysFrom(now, Math.min(asked.until, -1)))
  const wallMs = Math.round(asked.usualMs * random.factor(0.3))
  const end = new Date(start.getTime() + wallMs)
  const attempt = newId(start)
  const of = { person: viewer.personId, release, block: asked.block, attempt }
  const events = [
    { ...of, id: newId(start), at: start.toISOString(), type: 'old-time-started', data: { measuring } },
    {
      ...{ ...of, id: newId(end), at: end.toISOString(), type: 'old-time-finished' },
      data: { measuring, wallMs, pausedMs: 0, outcome: 'success' },
    },
  ]
  await ingest(viewer, { events }, end)
}
