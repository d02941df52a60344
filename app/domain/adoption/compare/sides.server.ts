import { andHasWords } from '#app/domain/cohorts/name-words.server.ts'
import { part, sql } from '#app/platform/database/sql.server.ts'
import type { Choice, LookedAt } from '../looked-at.server.ts'
import { modulesOf } from '../measured-tasks.server.ts'
import { type CompareAsked, TIMES } from './compare-input.ts'

/** A pair to compare that an address can ask for. */
export type Pair = { a: Choice; b: Choice; module?: Choice }

/** What can be chosen: modules with several releases, one side and the other, and pairs to begin with. */
export type CompareChoices = { modules: Choice[]; sides: Choice[]; pairs: Pair[] }

/** Pairs that are offered while nothing is chosen. */
const PAIRS = 4

/** Cohorts that are offered where there are too many for a list. */
const COHORTS = 100

/** What there is to compare of a milestone. */
export async function choicesFor(
  { by, module, a, b, words }: CompareAsked,
  { milestone, audiences, cohorts, cohortCount }: Pick<LookedAt, 'milestone' | 'audiences' | 'cohorts' | 'cohortCount'>,
): Promise<CompareChoices> {
  if (by === 'release') return releaseChoices(milestone.id, module)
  const sides =
    by === 'weeks'
      ? TIMES.map(asChoice)
      : by === 'audience'
        ? audiences
        : cohortCount > cohorts.length
          ? await someCohorts(milestone.id, [a, b], words)
          : cohorts
  return { modules: [], sides, pairs: neighbours(sides) }
}

const asChoice = ({ value, name }: { value: string; name: string }): Choice => ({ value, label: name })

/** As many cohorts as a list holds: those asked for, and the first by name that have the words in it. */
async function someCohorts(milestoneId: string, asked: readonly string[], words: string): Promise<Choice[]> {
  return sql<Choice>`
    SELECT value, label FROM (
      SELECT id::text AS value, name AS label FROM cohort
      WHERE migration_id = (SELECT migration_id FROM milestone WHERE id = ${milestoneId}::uuid) AND closed_at IS NULL
        AND (id::text = ANY (${asked}) OR true ${andHasWords(part`name`, words)})
      ORDER BY id::text = ANY (${asked}) DESC, name, id LIMIT ${COHORTS}) AS listed
    ORDER BY label, value`
}

type Released = { slug: string; title: string; labels: string[] }

async function releaseChoices(milestoneId: string, module: string): Promise<CompareChoices> {
  const released = await sql<Released>`
    SELECT m.slug, r.title, array_agg(x.label ORDER BY x.published_at DESC, x.id) AS labels
    FROM module m JOIN release r ON r.id = m.current_release_id JOIN release x ON x.module_id = m.id
    WHERE m.id = ANY (${await modulesOf(milestoneId)}::uuid[])
      AND EXISTS (SELECT FROM release_block b WHERE b.release_id = r.id AND b.kind = 'task')
    GROUP BY m.id, r.title HAVING count(*) > 1 ORDER BY m.position, m.slug`
  const modules = released.map(({ slug, title }) => ({ value: slug, label: title }))
  const labels = released.find(({ slug }) => slug === module)?.labels ?? []
  const sides = labels.map((label) => ({ value: label, label }))
  const of = (one: Released): Pair[] => {
    const [newest, before] = one.labels.map((label) => ({ value: label, label }))
    return newest && before ? [{ a: newest, b: before, module: { value: one.slug, label: one.title } }] : []
  }
  const chosen = modules.find(({ value }) => value === module)
  const pairs = chosen
    ? neighbours(sides).map((pair) => ({ ...pair, module: chosen }))
    : released.flatMap(of).slice(0, PAIRS)
  return { modules, sides, pairs }
}

const neighbours = (sides: readonly Choice[]): Pair[] =>
  sides
    .slice(1)
    .map((b, place) => ({ a: sides[place] as Choice, b }))
    .slice(0, PAIRS)
