import type { Playbook } from '#app/lessons/playbook.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'

let made = 0

/** A playbook of one section: a checklist of two, and an agenda of one part that works on a module. */
export function aGuide({ title = 'Your first cohort session', module = null as string | null } = {}): Playbook {
  const items = ['room', 'invitation'].map((what) => ({ id: `before/${what}`, html: `Think of the ${what}` }))
  const part = {
    id: 'welcome',
    title: 'Welcome',
    minutes: 5,
    who: 'Champion',
    module,
    nodes: [{ say: 'Good morning.' }],
  }
  const nodes = [{ checklist: { id: 'before', title: 'Before', items } }, { agenda: [part] }]
  return { title, summary: 'An hour.', minutes: 45, sections: [{ id: 'the-session', title: 'The session', nodes }] }
}

type PlaybookParts = { slug?: string; revisions?: readonly Playbook[]; retired?: boolean }

/** A playbook with its revisions, numbered from 1. */
export async function aPlaybook(
  migration: { id: string },
  { slug = `playbook-${++made}`, revisions = [aGuide()], retired = false }: PlaybookParts = {},
): Promise<{ id: string; slug: string }> {
  const id = newId()
  await sql`
    INSERT INTO playbook (id, migration_id, slug, retired_at)
    VALUES (${id}, ${migration.id}, ${slug}, ${retired ? new Date() : null})`
  for (const [place, guide] of revisions.entries()) {
    const { title, summary, minutes } = guide
    await sql`
      INSERT INTO playbook_revision (id, playbook_id, number, title, summary, minutes, source, hash, tree, published_at)
      VALUES (${newId()}, ${id}, ${place + 1}, ${title}, ${summary}, ${minutes}, '', ${`${place}`}, ${guide}, now())`
  }
  return { id, slug }
}

/** A support template. */
export async function aTemplate(
  migration: { id: string },
  {
    slug = `template-${++made}`,
    title = 'Is my data safe?',
    body = 'Hello {{learner.firstName}}.',
    position = made,
  } = {},
): Promise<{ slug: string }> {
  await sql`
    INSERT INTO support_template (id, migration_id, slug, title, area, body, position, updated_at)
    VALUES (${newId()}, ${migration.id}, ${slug}, ${title}, 'data', ${body}, ${position}, now())`
  return { slug }
}

/** A cohort's own copy of a playbook, as its first revision has it. */
export async function aCopy(cohort: { id: string }, playbook: { id: string }): Promise<{ id: string }> {
  const id = newId()
  await sql`
    INSERT INTO playbook_copy (id, playbook_id, cohort_id, base_id, created_at)
    SELECT ${id}, ${playbook.id}, ${cohort.id}, r.id, now() FROM playbook_revision r
    WHERE r.playbook_id = ${playbook.id} AND r.number = 1`
  return { id }
}
