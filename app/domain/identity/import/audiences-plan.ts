import type { Comfort } from '../comforts.ts'
import type { AudienceRow } from './audiences-file.ts'
import type { FileProblem } from './table-file.ts'

/** An audience of the deployment; short names are unique across its migrations. */
export type KnownAudience = { id: string; slug: string; name: string; comfort: Comfort; elsewhere: boolean }

export type PlannedAudience = AudienceRow & {
  kind: 'added' | 'changed' | 'unchanged'
  audienceId: string | null
  was: Partial<Pick<KnownAudience, 'name' | 'comfort'>>
}

export type AudiencePlan = { audiences: PlannedAudience[]; problems: FileProblem[] }

/** What a file would do to the audiences of a migration: those that it does not name stay as they are. */
export function planAudiences(rows: readonly AudienceRow[], known: readonly KnownAudience[]): AudiencePlan {
  const bySlug = new Map(known.map((audience) => [audience.slug, audience]))
  const problems: FileProblem[] = []
  const audiences = rows.map((row): PlannedAudience => {
    const audience = bySlug.get(row.slug)
    if (!audience) return { ...row, kind: 'added', audienceId: null, was: {} }
    if (audience.elsewhere) {
      problems.push({
        line: row.line,
        column: 'slug',
        words: `${row.slug} is the short name of another migration's audience.`,
      })
    }
    const was = {
      ...(audience.name === row.name ? {} : { name: audience.name }),
      ...(audience.comfort === row.comfort ? {} : { comfort: audience.comfort }),
    }
    return { ...row, kind: Object.keys(was).length > 0 ? 'changed' : 'unchanged', audienceId: audience.id, was }
  })
  return { audiences, problems }
}
