import { reportConfusion } from '#app/domain/confusion/report.server.ts'
import type { ReportInput } from '#app/domain/confusion/report-input.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { aLab, aLesson, aSection } from './lessons.ts'
import { aModule, aReleaseOf } from './modules.ts'

export type TaughtModule = { id: string; slug: string; releaseId: string; label: string }

/**
 * A published module with the section `net-or-gross`, a task in it, and the section `header`: just enough to be
 * reported on.
 */
export async function aTaughtModule(
  migration: { id: string },
  { title = 'Enter an invoice' } = {},
): Promise<TaughtModule> {
  const { id, slug, release } = await aModule(migration, { compiled: reportable(title), label: '2026.1' })
  return { id, slug, releaseId: release.id, label: release.label }
}

/** A further release of a module, which becomes its present one. */
export async function aRelease(
  module: { id: string },
  { title = 'Enter an invoice', label = '2026.2' } = {},
): Promise<{ releaseId: string; label: string }> {
  const release = await aReleaseOf(module, reportable(title), { label })
  return { releaseId: release.id, label }
}

function reportable(title: string) {
  const task = { ...aLab('enter-invoice'), title: 'Enter invoice 4711', parent: 'net-or-gross' }
  const net = { ...aSection('net-or-gross'), title: 'Net or gross' }
  const nodes = [...net.nodes, { block: task.id }]
  return aLesson({ title, blocks: [{ ...net, nodes }, task, { ...aSection('header'), title: 'The header' }] })
}

/** A report as the form would send it. */
export function aReportInput(module: { releaseId: string }, parts: Partial<ReportInput> = {}): ReportInput {
  return {
    id: newId(),
    releaseId: module.releaseId,
    kind: 'unclear',
    words: 'Is the amount net or gross?',
    body: null,
    quote: null,
    place: null,
    blocking: false,
    anonymous: false,
    ...parts,
  }
}

type ReportParts = Partial<ReportInput> & { block?: string; browser?: string | null; now?: Date }

/** A report that somebody sent; answers its id and that of the cluster that it opened. */
export async function aReport(
  reporter: Viewer,
  module: { slug: string; releaseId: string },
  { block = 'net-or-gross', browser = 'Firefox 140 on Linux', now = new Date(), ...parts }: ReportParts = {},
): Promise<{ id: string; clusterId: string }> {
  const address = { moduleSlug: module.slug, blockId: block }
  const { id } = await reportConfusion(reporter, address, aReportInput(module, parts), browser, now)
  const [row] = await sql<{ cluster_id: string }>`SELECT cluster_id FROM confusion_report WHERE id = ${id}`
  return { id, clusterId: row?.cluster_id ?? '' }
}

/** A try at the module's task. */
export async function anAttempt(
  person: Viewer,
  module: { id: string; releaseId: string },
  { startedAt = new Date(), finished = false } = {},
): Promise<string> {
  const id = newId()
  await sql`
    INSERT INTO attempt (id, person_id, release_id, block_id, module_id, setting, clock, mode, started_at, last_event_at,
      finished_at, outcome, ordinal, audience_ids)
    VALUES (${id}, ${person.personId}, ${module.releaseId}, 'enter-invoice', ${module.id}, 'lab', 'active', 'assessed',
      ${startedAt}, ${startedAt}, ${finished ? startedAt : null}, ${finished ? 'success' : null}, 1, '{}')`
  return id
}

/** Somebody came to a block. */
export async function reached(person: Viewer, module: { releaseId: string }, block = 'net-or-gross'): Promise<void> {
  await sql`
    INSERT INTO block_seen (person_id, release_id, block_id, first_at, last_at)
    VALUES (${person.personId}, ${module.releaseId}, ${block}, now(), now()) ON CONFLICT DO NOTHING`
}
