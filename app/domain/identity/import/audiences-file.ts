import { AudienceNameInput, AudienceSlugInput } from '../audiences.ts'
import { COMFORTS, type Comfort } from '../comforts.ts'
import { type FileProblem, inOrder, readTable } from './table-file.ts'

export type AudienceRow = { line: number; slug: string; name: string; comfort: Comfort }

export const AUDIENCE_COLUMNS = { slug: ['short name'], name: ['audience'], comfort: ['kind'] } as const

/** Reads a file of audiences. Rows are complete only if there is no problem. */
export function readAudiencesFile(bytes: Uint8Array): { rows: AudienceRow[]; problems: FileProblem[] } {
  const columns = ['slug', 'name', 'comfort'] as const
  const table = readTable(bytes, { known: AUDIENCE_COLUMNS, required: columns })
  const problems = [...table.problems]
  const rows = table.rows.map(({ line, cells }) => {
    const tell = (column: string, words: string | undefined) => words && problems.push({ line, column, words })
    const slug = AudienceSlugInput.safeParse(cells.slug ?? '')
    const name = AudienceNameInput.safeParse(cells.name ?? '')
    const comfort = COMFORTS.find((known) => known === cells.comfort?.toLowerCase())
    tell('slug', slug.error?.issues[0]?.message)
    tell('name', name.error?.issues[0]?.message)
    if (!comfort) tell('comfort', 'Enter power (here every day) or casual (now and then).')
    return { line, slug: slug.data ?? '', name: name.data ?? '', comfort: comfort ?? 'casual' }
  })
  const lines = new Map<string, number>()
  for (const { line, slug } of rows) {
    const before = lines.get(slug)
    if (before !== undefined && slug)
      problems.push({ line, column: 'slug', words: `${slug} is already on line ${before}.` })
    else lines.set(slug, line)
  }
  return { rows, problems: inOrder(problems) }
}
