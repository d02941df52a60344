import { Refusal } from '#app/domain/errors.ts'
import { type ApiClient, ensureScope } from '#app/domain/identity/api-tokens.server.ts'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { asId } from '#app/platform/ids.ts'
import { changingBoard } from '../board-news.server.ts'
import { resolveWithin } from '../resolution.server.ts'
import { ResolutionInput } from '../triage-input.ts'
import type { ProgramResolution, Resolved } from './resolving.ts'

type Trouble = { id: string; moduleId: string; revision: string }

/**
 * Resolves the trouble of a report for a program, under the rules that hold for a lead. It is written down as done by
 * the program, by its token's name; the audit log names who issued it too. Sent again under the same id it changes nothing.
 * Refuses with `conflict` what happened since `revision`, with `invalid` what does not fit.
 */
export async function resolveForClient(
  client: ApiClient,
  reportId: string,
  sent: ProgramResolution,
  now: Date,
): Promise<Resolved> {
  ensureScope(client, 'confusion:write')
  return changingBoard(actingFor(client), async (sql) => {
    // Two that send the same at once are one and a repeat.
    await sql`SELECT pg_advisory_xact_lock(hashtextextended('resolution', 0) # hashtextextended(${sent.id}, 0))`
    const trouble = await troubleOf(sql, client, reportId)
    const known = await knownResolution(sql, client, sent)
    if (known) return known
    if (trouble.revision !== sent.revision) throw new Refusal('conflict', changedMeanwhile(trouble))
    const input = await inputOf(sql, trouble, sent)
    const { told } = await resolveWithin(sql, actingFor(client), trouble.id, input, now, sent.id)
    const after = { tokenId: client.tokenId, token: client.name, resolution: sent.id, kind: sent.kind }
    const subject = { type: 'confusion', id: trouble.id }
    await recordAudit(sql, actingFor(client), 'confusion.resolved-by-program', subject, null, after, now)
    return { status: 'created', resolution: sent.id, trouble: trouble.id, told }
  })
}

/** The scope stands for the ability: the token may do this one thing, whatever its issuer may. */
function actingFor({ issuedBy, tokenId, name, migration }: ApiClient): Viewer {
  return { personId: issuedBy, tokenId, name, email: '', language: 'en', roles: new Set(['lead'] as const), migration }
}

async function troubleOf(sql: Sql, client: ApiClient, reportId: string): Promise<Trouble> {
  const [trouble] = await sql<Trouble>`
    SELECT root.id, root.module_id AS "moduleId", coalesce((SELECT a.id::text FROM confusion_action a
      WHERE a.cluster_id = root.id ORDER BY a.at DESC, a.id DESC LIMIT 1), 'none') AS revision
    FROM confusion_report r JOIN confusion_cluster c ON c.id = r.cluster_id
    JOIN confusion_cluster root ON root.id = coalesce(c.merged_into_id, c.id)
    WHERE r.id = ${asId(reportId)}::uuid AND r.migration_id = ${client.migration.id}::uuid`
  if (!trouble) throw new Refusal('missing', 'There is no such report.')
  return trouble
}

/** What was sent before under this id; refuses another one under the same. */
async function knownResolution(sql: Sql, client: ApiClient, sent: ProgramResolution): Promise<Resolved | null> {
  const [known] = await sql<{ trouble: string; fits: boolean; told: number }>`
    SELECT s.cluster_id AS trouble, (SELECT count(*) FROM told t WHERE t.resolution_id = s.id) AS told,
      c.migration_id = ${client.migration.id}::uuid AND s.kind = ${sent.kind}::resolution_kind
        AND s.words = ${sent.words} AS fits
    FROM resolution s JOIN confusion_cluster c ON c.id = s.cluster_id WHERE s.id = ${sent.id}::uuid`
  if (!known) return null
  if (!known.fits) throw new Refusal('conflict', 'This id was used for another resolution. Make a new one.')
  return { status: 'duplicate', resolution: sent.id, trouble: known.trouble, told: known.told }
}

const changedMeanwhile = ({ revision }: Trouble) =>
  `Something happened meanwhile: its revision is ${revision}. Read the report again, and send this with the new revision if it still holds.`

/** The same as the form of a lead would send, by the same rules. */
async function inputOf(sql: Sql, trouble: Trouble, sent: ProgramResolution): Promise<ResolutionInput> {
  const { revision: seen, kind, words, url, changedOn, duplicateOf, release } = sent
  const releaseId = release === undefined ? undefined : await releaseOf(sql, trouble, release)
  const read = ResolutionInput.safeParse({ seen, kind, words, url, changedOn, duplicateOf, releaseId })
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new Refusal('invalid', `${String(issue?.path[0] ?? 'resolution')}: ${issue?.message}`)
}

async function releaseOf(sql: Sql, { moduleId }: Trouble, label: string): Promise<string> {
  const [release] = await sql<{ id: string }>`
    SELECT id FROM release WHERE module_id = ${moduleId}::uuid AND label = ${label} AND withdrawn_at IS NULL`
  if (!release) throw new Refusal('invalid', 'release: The module has no such release that is offered.')
  return release.id
}
