import { filtersOf } from '#app/domain/adoption/filters.ts'
import { needOf } from '#app/domain/adoption/standings/needs.ts'
import { allPeople, type PersonRow } from '#app/domain/adoption/standings/people.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { csvStream } from '#app/http/csv-stream.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/people-in-need-csv.ts'

const COLUMNS = ['person', 'id', 'why', 'modules asked', 'modules complete', 'next', 'last active', 'cohort'] as const

/** What the page of people shows, of all its pages, as one CSV: a person a line, by name. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const query = new URL(request.url).searchParams
  const asked = { need: needOf(query.get('need')), module: query.get('module') || null }
  const { looked, batches } = await answer(() => allPeople(viewer, filtersOf(query), asked, new Date()))
  return csvStream(linesOf(batches), COLUMNS, `people-${looked.milestone.slug}-${looked.today}.csv`)
}

async function* linesOf(batches: AsyncGenerator<PersonRow[]>) {
  for await (const people of batches) yield people.map(lineOf)
}

function lineOf({ id, name, why, asked, done, next, lastOn, cohort }: PersonRow) {
  return {
    ...{ person: name, id, why: why.join('; '), 'modules asked': asked, 'modules complete': done },
    ...{ next: next ?? '', 'last active': lastOn ?? '', cohort: cohort?.name ?? '' },
  } satisfies Record<(typeof COLUMNS)[number], string | number>
}
