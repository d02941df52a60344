/** What a rule watches: a milestone's figure, of everybody, an audience (slug) or a cohort (id), maybe at one task. */
export type AlertScope = {
  milestone: string
  audience: string | null
  cohort: string | null
  /** `module-slug/block-id` */
  task: string | null
}

/** The scope as a rule keeps it: as the address of a page has it. */
export function scopeFilters({ milestone, audience, cohort, task }: AlertScope): string {
  const query = new URLSearchParams({ milestone })
  if (audience) query.set('audience', audience)
  if (cohort) query.set('cohort', cohort)
  if (task) query.set('task', task)
  return query.toString()
}

export function scopeOf(filters: string): AlertScope {
  const query = new URLSearchParams(filters)
  const [audience, cohort, task] = [query.get('audience'), query.get('cohort'), query.get('task')]
  return { milestone: query.get('milestone') ?? '', audience, cohort, task }
}
