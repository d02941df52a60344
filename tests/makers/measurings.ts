import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'

/** People are asked to do a task in the old product, from a week ago until a day far from now unless told otherwise. */
export async function aMeasuring(
  migration: { id: string },
  module: { id: string; release: { id: string } },
  block: string,
  people: readonly { personId: string }[],
  { until = '2199-01-01', openedAt = new Date(Date.now() - 7 * 86_400_000) } = {},
): Promise<{ id: string }> {
  const id = newId()
  const [first] = people
  await sql`
    INSERT INTO measuring (id, migration_id, module_id, release_id, block_id, until, opened_at, opened_by_id)
    VALUES (${id}, ${migration.id}, ${module.id}, ${module.release.id}, ${block}, ${until}, ${openedAt}, ${first?.personId ?? null})`
  await sql`
    INSERT INTO measuring_person (measuring_id, person_id)
    SELECT ${id}, unnest(${people.map(({ personId }) => personId)}::uuid[])`
  return { id }
}
