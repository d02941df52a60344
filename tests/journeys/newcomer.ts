import type pg from 'pg'

/**
 * Adds somebody today, with the password of the demo's people: in these audiences, in the champion's cohort, and with
 * everything still to learn. Answers their e-mail address.
 */
export async function addNewcomer(client: pg.Client, name: string, audiences: readonly string[]): Promise<string> {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@demo.test`
  const { rows } = await client.query<{ id: string }>(
    'INSERT INTO person (id, name, email) VALUES (gen_random_uuid(), $1, $2) RETURNING id',
    [name, email],
  )
  const id = rows[0]?.id
  await client.query(
    `INSERT INTO password (person_id, hash, changed_at)
     SELECT $1, w.hash, now() FROM password w JOIN person p ON p.id = w.person_id WHERE p.email = 'learner@demo.test'`,
    [id],
  )
  await client.query(
    `INSERT INTO membership (id, person_id, audience_id, "from")
     SELECT gen_random_uuid(), $1, id, current_date FROM audience WHERE slug = ANY($2)`,
    [id, audiences],
  )
  await client.query(
    `INSERT INTO cohort_member (id, person_id, cohort_id, "from")
     SELECT gen_random_uuid(), $1, c.cohort_id, current_date FROM cohort_champion c JOIN person p ON p.id = c.person_id
     WHERE p.email = 'champion@demo.test'`,
    [id],
  )
  return email
}
