import { z } from 'zod'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { asId } from '#app/platform/ids.ts'
import { Refusal } from '../errors.ts'
import type { Viewer } from '../identity/viewer.ts'
import { assignedTo } from '../modules/assignments.server.ts'
import { newCertificateId } from './certificate-id.server.ts'

/** What is to be certified: one completion by its id, or all that a milestone asks for, by its slug. */
export const CertificateInput = z.object({ of: z.enum(['completion', 'milestone']), name: z.string().max(200) })
export type CertificateInput = z.output<typeof CertificateInput>

/** What a certificate says. Instants are UTC; `timeZone` is that of the migration, whose days count. */
export type Certificate = {
  id: string
  /** null once the person was erased */
  holder: string | null
  organisation: string
  oldProduct: string
  newProduct: string
  timeZone: string
  /** the milestone whose modules it names; null: it names one module */
  milestone: string | null
  issuedAt: Date
  /** in the order of completing them */
  completions: CertifiedCompletion[]
}

/**
 * `standing` of the release then and now: it is the `current` one; there is a newer one, which the person completed too
 * (`renewed`) or not (`superseded`); or the module is offered no more (`ended`).
 */
export type CertifiedCompletion = {
  slug: string
  title: string
  label: string
  completedAt: Date
  standing: 'current' | 'renewed' | 'superseded' | 'ended'
}

/**
 * Issues a certificate, and answers its id. What was certified before keeps its certificate: a repeat issues no other.
 * Refuses with `missing` what the viewer did not complete, with `conflict` a milestone that still asks for something.
 */
export async function issueCertificate(viewer: Viewer, input: CertificateInput, now: Date): Promise<string> {
  const subject =
    input.of === 'completion' ? await ofModule(viewer, input.name) : await ofMilestone(viewer, input.name, now)
  return inTransaction(async (tx) => {
    // Of two clicks at once the second waits, and finds what the first has issued.
    await tx`SELECT FROM person WHERE id = ${viewer.personId} FOR NO KEY UPDATE`
    return (await issued(tx, viewer, subject)) ?? (await issue(tx, viewer, subject, now))
  })
}

type Subject = { milestone: string | null; completions: string[] }

async function ofModule({ personId, migration }: Viewer, completion: string): Promise<Subject> {
  const [found] = await sql<{ id: string }>`
    SELECT c.id FROM completion c JOIN module m ON m.id = c.module_id
    WHERE c.id = ${asId(completion)}::uuid AND c.person_id = ${personId}::uuid AND m.migration_id = ${migration?.id ?? null}::uuid`
  if (!found) throw new Refusal('missing', 'There is no such completion on your record.')
  return { milestone: null, completions: [found.id] }
}

/** The newest completion of each module that the milestone asks the viewer for. */
async function ofMilestone(viewer: Viewer, slug: string, now: Date): Promise<Subject> {
  const { modules } = await assignedTo(viewer, now)
  const asked = modules
    .filter(({ milestone, optional }) => milestone.slug === slug && !optional)
    .map(({ moduleId }) => moduleId)
  const rows = await sql<{ milestone: string; title: string; completion: string | null }>`
    SELECT s.id AS milestone, r.title, (
      SELECT c.id FROM completion c JOIN release o ON o.id = c.release_id
      WHERE c.module_id = m.id AND c.person_id = ${viewer.personId}::uuid ORDER BY o.published_at DESC LIMIT 1) AS completion
    FROM module m JOIN release r ON r.id = m.current_release_id
    JOIN milestone s ON s.slug = ${slug} AND s.migration_id = m.migration_id
    WHERE m.id = ANY (${asked}::uuid[]) AND r.kind <> 'quick reference' ORDER BY m.position, m.slug`
  const [first] = rows
  if (!first) throw new Refusal('missing', 'This milestone asks nothing of you.')
  const open = rows.filter(({ completion }) => completion === null).map(({ title }) => `“${title}”`)
  if (open.length > 0) throw new Refusal('conflict', `Not complete yet: ${open.join(', ')}.`)
  return { milestone: first.milestone, completions: rows.flatMap(({ completion }) => completion ?? []) }
}

/** The certificate that says exactly this already. */
async function issued(tx: Sql, { personId }: Viewer, { milestone, completions }: Subject): Promise<string | null> {
  const [found] = await tx<{ id: string }>`
    SELECT c.id FROM certificate c JOIN certified_completion n ON n.certificate_id = c.id
    WHERE c.person_id = ${personId} AND c.milestone_id IS NOT DISTINCT FROM ${milestone}::uuid
    GROUP BY c.id HAVING array_agg(n.completion_id ORDER BY n.completion_id) = (
      SELECT array_agg(wanted ORDER BY wanted) FROM unnest(${completions}::uuid[]) AS wanted)
    ORDER BY c.issued_at LIMIT 1`
  return found?.id ?? null
}

async function issue(tx: Sql, { personId }: Viewer, { milestone, completions }: Subject, now: Date): Promise<string> {
  const id = newCertificateId()
  await tx`INSERT INTO certificate (id, person_id, milestone_id, issued_at) VALUES (${id}, ${personId}, ${milestone}, ${now})`
  await tx`
    INSERT INTO certified_completion (certificate_id, completion_id)
    SELECT ${id}, unnest(${completions}::uuid[])`
  return id
}

/** The viewer's own certificate. Refuses anybody else's with `missing`. */
export async function certificateOf({ personId }: Viewer, id: string): Promise<Certificate> {
  const found = await readCertificate(id)
  if (found?.personId !== personId) throw new Refusal('missing', 'There is no such certificate on your record.')
  return found.certificate
}

/** Any certificate by its id; null if there is none. */
export async function readCertificate(id: string): Promise<{ personId: string; certificate: Certificate } | null> {
  const [row] = await sql<Omit<Certificate, 'completions'> & { personId: string }>`
    SELECT c.id, c.person_id AS "personId", CASE WHEN p.erased_at IS NULL THEN p.name END AS holder, g.organisation,
      g.old_product AS "oldProduct", g.new_product AS "newProduct", g.time_zone AS "timeZone", s.name AS milestone,
      c.issued_at AS "issuedAt"
    FROM certificate c JOIN person p ON p.id = c.person_id LEFT JOIN milestone s ON s.id = c.milestone_id
    JOIN LATERAL (
      SELECT m.migration_id FROM certified_completion n JOIN completion d ON d.id = n.completion_id JOIN module m ON m.id = d.module_id
      WHERE n.certificate_id = c.id LIMIT 1) o ON true
    JOIN migration g ON g.id = o.migration_id
    WHERE c.id = ${id}`
  if (!row) return null
  const completions = await sql<CertifiedCompletion>`
    SELECT m.slug, r.title, r.label, d.completed_at AS "completedAt", CASE
      WHEN m.current_release_id IS NULL THEN 'ended'
      WHEN m.current_release_id = r.id THEN 'current'
      WHEN EXISTS (SELECT FROM completion l WHERE l.person_id = d.person_id AND l.release_id = m.current_release_id) THEN 'renewed'
      ELSE 'superseded' END AS standing
    FROM certified_completion n JOIN completion d ON d.id = n.completion_id JOIN release r ON r.id = d.release_id
    JOIN module m ON m.id = d.module_id
    WHERE n.certificate_id = ${id} ORDER BY d.completed_at, m.position`
  const { personId, ...said } = row
  return { personId, certificate: { ...said, completions } }
}
