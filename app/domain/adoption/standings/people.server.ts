import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { type Part, part, sql } from '#app/platform/database/sql.server.ts'
import { asId } from '#app/platform/ids.ts'
import type { AdoptionFilters } from '../filters.ts'
import { type LookedAt, lookedAt, sliceOf } from '../looked-at.server.ts'
import type { Slice } from '../slices.ts'
import { standingsAsOf } from './freshness.server.ts'
import { type Need, needing, whys } from './needs.ts'
import { type ModuleCounts, progressByModule, progressOf } from './progress.server.ts'
import { standingsIn } from './scope.server.ts'

/** Whom the list of people is narrowed to beside the filters of adoption; `after`: the last person of the page before. */
export type PeopleFilters = { need: Need; module: string | null; after: string | null }

export type PersonRow = {
  id: string
  name: string
  why: Need[]
  asked: number
  done: number
  /** the day, and no clock */
  lastOn: LocalDay | null
  cohort: { id: string; name: string } | null
  /** the first module that they have still to do, or to do again */
  next: string | null
}

export type PeopleLookedAt = LookedAt & {
  people: PersonRow[]
  /** how many there are in all, and in the milestone's slice */
  total: number
  assigned: number
  module: { slug: string; title: string } | null
  /** the modules to choose from */
  modules: { value: string; label: string }[]
  /** the person after whom the next page begins */
  next: string | null
  measuredAt: string
}

export const PAGE = 50
/** People of one batch of a file. */
const FILE_BATCH = 2_000

/** A page of the people who need something, by name: who they are, why, and what is next for them. */
export async function peopleLookedAt(
  viewer: Viewer,
  filters: AdoptionFilters,
  asked: PeopleFilters,
  now: Date,
): Promise<PeopleLookedAt> {
  const { list, looked, modules, module } = await listed(viewer, filters, asked, now)
  const slice = sliceOf(looked.scope)
  const [{ counts }, rows, measuredAt] = await Promise.all([
    progressOf(looked.milestone.id, slice),
    peopleAfter(list, asked.after, PAGE + 1),
    standingsAsOf(now),
  ])
  const people = rows.slice(0, PAGE)
  const known = needing(module?.counts ?? counts, asked.need, module !== null)
  return {
    ...looked,
    people,
    total: known ?? (await totalOf(list)),
    assigned: counts.assigned,
    module: module && { slug: module.slug, title: module.title },
    modules: modules.map(({ slug, title }) => ({ value: slug, label: title })),
    next: rows.length > PAGE ? (people.at(-1)?.id ?? null) : null,
    measuredAt: measuredAt.toISOString(),
  }
}

/** Everybody in the list, a batch at a time, for a file. */
export async function allPeople(
  viewer: Viewer,
  filters: AdoptionFilters,
  asked: Omit<PeopleFilters, 'after'>,
  now: Date,
): Promise<{ looked: LookedAt; batches: AsyncGenerator<PersonRow[]> }> {
  const { list, looked } = await listed(viewer, filters, { ...asked, after: null }, now)
  return { looked, batches: batchesOf(list) }
}

async function* batchesOf(list: List): AsyncGenerator<PersonRow[]> {
  let after: string | null = null
  do {
    const rows: PersonRow[] = await peopleAfter(list, after, FILE_BATCH)
    yield rows
    after = rows.length === FILE_BATCH ? (rows.at(-1)?.id ?? null) : null
  } while (after !== null)
}

type List = { milestoneId: string; slice: Slice; need: Need; module: ModuleCounts | null }

async function listed(viewer: Viewer, filters: AdoptionFilters, asked: PeopleFilters, now: Date) {
  ensure(viewer, 'adoption.read')
  ensure(viewer, 'cohort.read')
  const { audienceNames: _, ...looked } = await lookedAt(viewer, filters, now)
  const slice = sliceOf(looked.scope)
  const modules = await progressByModule(looked.milestone.id, slice)
  // One that is not asked here was of the milestone looked at before.
  const module = modules.find(({ slug }) => slug === asked.module) ?? null
  const list: List = { milestoneId: looked.milestone.id, slice, need: asked.need, module }
  return { list, looked, modules, module }
}

type Row = Omit<PersonRow, 'why'> & Parameters<typeof whys>[0]

async function peopleAfter(list: List, after: string | null, limit: number): Promise<PersonRow[]> {
  const rows = await sql<Row>`
    SELECT s.person_id AS id, p.name, s.asked, s.done, s.last_on AS "lastOn", s.overdue, s.started, s.stuck, s.asking,
      s.to_refresh AS "toRefresh",
      (SELECT jsonb_build_object('id', c.id, 'name', c.name) FROM cohort c
        WHERE c.id = ANY (s.cohorts) AND c.closed_at IS NULL ORDER BY c.name LIMIT 1) AS cohort,
      (SELECT r.title FROM unnest(s.modules, string_to_array(s.states, NULL)) AS w(module_id, letter)
        JOIN module m ON m.id = w.module_id JOIN release r ON r.id = m.current_release_id
        WHERE w.letter <> 'c' ORDER BY w.letter IN ('A', 'S', 'P', 'R') DESC, m.position, m.slug LIMIT 1) AS next
    FROM (
      SELECT * FROM milestone_standing s
      WHERE ${whoIn(list)} ${afterPerson(list.milestoneId, after)}
      ORDER BY s.sort_name, s.person_id LIMIT ${limit}
    ) s JOIN person p ON p.id = s.person_id
    ORDER BY s.sort_name, s.person_id`
  return rows.map(({ overdue, started, stuck, asking, toRefresh, ...row }) => ({
    ...row,
    why: whys({ overdue, started, stuck, asking, toRefresh }),
  }))
}

/** Where the person before is not asked any more, the list begins anew. */
const afterPerson = (milestoneId: string, after: string | null): Part =>
  asId(after) === null
    ? part``
    : part`AND (s.sort_name, s.person_id) > (
        SELECT coalesce(min(sort_name), ''), ${after}::uuid FROM milestone_standing
        WHERE milestone_id = ${milestoneId}::uuid AND person_id = ${after}::uuid)`

async function totalOf(list: List): Promise<number> {
  const [row] = await sql<{ people: number }>`SELECT count(*) AS people FROM milestone_standing s WHERE ${whoIn(list)}`
  return row?.people ?? 0
}

const whoIn = ({ milestoneId, slice, need, module }: List): Part => part`
  ${standingsIn(milestoneId, slice)} AND ${module ? part`${needOfModule(module.id, need)}` : NEEDED[need]}`

/** Word for word as the index `standing_needing` says it, which then finds them. */
const HELP = part`(s.overdue OR NOT s.started OR s.stuck OR s.asking OR s.to_refresh > 0)`

const NEEDED: Record<Need, Part> = {
  help: HELP,
  overdue: part`${HELP} AND s.overdue`,
  'not started': part`${HELP} AND NOT s.started`,
  stuck: part`${HELP} AND s.stuck`,
  asking: part`${HELP} AND s.asking`,
  'to refresh': part`${HELP} AND s.to_refresh > 0`,
  'not complete': part`s.done < s.asked`,
  all: part`true`,
}

/** By the letters of `freshStandings`. */
const LETTERS: Record<Need, string> = {
  help: 'asprASPR',
  overdue: 'ASPR',
  'not started': 'aA',
  stuck: 'aspASP',
  asking: 'aspASP',
  'to refresh': 'rR',
  'not complete': 'aspASP',
  all: 'aspcrASPR',
}

/** Whoever stands so in the module; who is stuck or asks does so in the milestone, and has the module still to do. */
function needOfModule(module: string, need: Need): Part {
  const inModule = part`strpos(${LETTERS[need]}, substr(s.states, array_position(s.modules, ${module}::uuid), 1)) > 0
    AND array_position(s.modules, ${module}::uuid) IS NOT NULL`
  return need === 'stuck' || need === 'asking' ? part`${NEEDED[need]} AND ${inModule}` : inModule
}
