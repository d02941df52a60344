import { Refusal } from '#app/domain/errors.ts'
import type { Playbook } from '#app/lessons/playbook.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'

/** The cohort's own copy of a playbook: made from its newest revision the first time that it is asked for. */
export async function copyFor(tx: Sql, cohortId: string, playbookId: string, now: Date): Promise<string> {
  await tx`
    INSERT INTO playbook_copy (id, playbook_id, cohort_id, base_id, created_at)
    SELECT ${newId(now)}::uuid, r.playbook_id, ${cohortId}::uuid, r.id, ${now} FROM playbook_revision r
    WHERE r.playbook_id = ${playbookId}::uuid ORDER BY r.number DESC LIMIT 1
    ON CONFLICT (playbook_id, cohort_id) DO NOTHING`
  const [copy] = await tx<{ id: string }>`
    SELECT id FROM playbook_copy WHERE playbook_id = ${playbookId}::uuid AND cohort_id = ${cohortId}::uuid`
  if (!copy) throw new Refusal('missing', 'There is no such playbook.')
  return copy.id
}

/** A cohort's copy of a playbook as it reads now; `missing` if there is none of this id. */
export async function playbookOfCopy(on: Sql, copyId: string): Promise<Playbook> {
  const [copy] = await on<{ playbook: Playbook }>`
    SELECT r.tree AS playbook FROM playbook_copy c JOIN playbook_revision r ON r.id = c.base_id
    WHERE c.id = ${copyId}::uuid`
  if (!copy) throw new Refusal('missing', 'There is no such copy of a playbook.')
  return copy.playbook
}
