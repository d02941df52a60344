import { Refusal } from '#app/domain/errors.ts'
import { isHere } from '#app/domain/identity/present.server.ts'
import { todayOf } from '#app/domain/identity/today.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { MAIL_BY_DEFAULT } from '#app/domain/notices/kinds.ts'
import { tell } from '#app/domain/notices/tell.server.ts'
import { fillTemplate, firstName, openPlaces, type TemplateValues } from '#app/domain/playbooks/fill-template.ts'
import { refuseUnknownVariables } from '#app/domain/playbooks/unknown-variables.server.ts'
import { paths } from '#app/http/paths.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { type LedCohort, ledCohort } from './led-cohort.server.ts'
import type { NudgeInput } from './nudge-input.ts'

/** Somebody who is about to be reminded. */
export type Recipient = {
  id: string
  name: string
  /** false: they have chosen to be told here only */
  getsMail: boolean
  /** who reminded them today; null if nobody did */
  nudgedBy: string | null
}

/** The people of these ids who are in the cohort today, by name; the others are left out. */
export async function recipientsIn(
  viewer: Viewer,
  cohortId: string,
  personIds: readonly string[],
  now: Date,
): Promise<{ cohort: LedCohort; people: Recipient[] }> {
  const cohort = await ledCohort(viewer, cohortId, now)
  const today = todayOf(viewer, now)
  const people = await sql<Recipient>`
    SELECT p.id, p.name, coalesce(c.mail, ${MAIL_BY_DEFAULT.nudge}) AS "getsMail",
      (SELECT b.name FROM nudge n JOIN person b ON b.id = n.by_id WHERE n.person_id = p.id AND n.local_day = ${today}::date)
        AS "nudgedBy"
    FROM cohort_member m JOIN person p ON p.id = m.person_id
    LEFT JOIN notice_preference c ON c.person_id = p.id AND c.kind = 'nudge'
    WHERE m.cohort_id = ${cohort.id}::uuid AND m."to" IS NULL AND p.id::text = ANY (${personIds}::text[]) AND ${isHere(today)}
    ORDER BY p.name, p.id`
  return { cohort, people }
}

/** Who was reminded now, and who was left out with the reason; both by name. */
export type Nudged = { nudged: string[]; left: { name: string; why: string }[] }

/**
 * Reminds people of a cohort: a notice, and a mail as each has chosen. Nobody is reminded twice on a local day of the
 * migration, by whomever: they are left out and named. `values`: what fills the places of the words, but for each
 * person's own. Refuses with `invalid` words that hold a place which nothing fills.
 */
export async function nudge(
  viewer: Viewer,
  cohortId: string,
  input: NudgeInput,
  values: TemplateValues,
  now: Date,
): Promise<Nudged> {
  const { cohort, people } = await recipientsIn(viewer, cohortId, input.person, now)
  if (people.length === 0) throw new Refusal('invalid', 'Nobody of those whom you chose is in this cohort any more.')
  refuseUnknownVariables(input.words, 'words')
  const words = new Map(people.map((one) => [one.id, wordsFor(one, input.words, values)]))
  const open = [...new Set([...words.values()].flatMap(openPlaces))]
  if (open.length > 0) throw new Refusal('invalid', `Nothing fills ${open.join(', ')}: write it out.`, 'words')
  const told = await inTransaction((tx) => nudgeAll(tx, viewer, cohort, words, now))
  const left = people.filter(({ id }) => !told.has(id))
  return {
    nudged: people.filter(({ id }) => told.has(id)).map(({ name }) => name),
    left: left.map(({ name, nudgedBy }) => ({ name, why: `reminded today by ${nudgedBy ?? 'somebody else'}` })),
  }
}

/** What one person reads. */
export function wordsFor({ name }: Pick<Recipient, 'name'>, words: string, values: TemplateValues): string {
  return fillTemplate(words, { ...values, 'learner.firstName': firstName(name) })
}

async function nudgeAll(
  tx: Sql,
  viewer: Viewer,
  cohort: LedCohort,
  words: ReadonlyMap<string, string>,
  now: Date,
): Promise<Set<string>> {
  const rows = [...words].map(([person, text]) => ({ id: newId(now), person, text }))
  const fresh = await tx<{ id: string; person: string }>`
    INSERT INTO nudge (id, person_id, cohort_id, by_id, at, local_day, words)
    SELECT n.id, n.person, ${cohort.id}::uuid, ${viewer.personId}::uuid, ${now}, ${todayOf(viewer, now)}::date, n.text
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n(id uuid, person uuid, text text)
    ORDER BY n.person
    ON CONFLICT (person_id, local_day) DO NOTHING
    RETURNING id, person_id AS person`
  for (const { id, person } of fresh) {
    await tell(tx, {
      personIds: [person],
      kind: 'nudge',
      key: `nudge:${id}`,
      title: `A reminder from ${viewer.name}.`,
      words: words.get(person) ?? '',
      link: paths.home(),
      now,
    })
  }
  return new Set(fresh.map(({ person }) => person))
}
