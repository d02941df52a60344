import { Refusal } from '#app/domain/errors.ts'
import type { Playbook } from '#app/lessons/playbook.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'

/** A cohort's copy of a playbook as it reads now; `missing` if there is none of this id. */
export async function playbookOfCopy(on: Sql, copyId: string): Promise<Playbook> {
  const [copy] = await on<{ playbook: Playbook }>`
    SELECT r.tree AS playbook FROM playbook_copy c JOIN playbook_revision r ON r.id = c.base_id
    WHERE c.id = ${copyId}::uuid`
  if (!copy) throw new Refusal('missing', 'There is no such copy of a playbook.')
  return copy.playbook
}
