import { type ReactNode, useMemo } from 'react'
import { Form, Link, useSubmit } from 'react-router'
import { type AdoptionFilters, PERIODS, queryOf } from '#app/domain/adoption/filters.ts'
import type { Choice, LookedAt } from '#app/domain/adoption/looked-at.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { count } from '../format.ts'
import { Button } from '../ui/button.tsx'
import { SelectField } from '../ui/field.tsx'
import { PrintButton } from '../ui/print-button.tsx'
import { useFieldsFollow } from '../ui/use-fields-follow.ts'

const NOTHING = {}

type FilterRowProps = {
  looked: LookedAt
  filters: AdoptionFilters
  csv: string
  /** what else stands in the address, and stays there; must be what the loader gave */
  own?: Readonly<Record<string, string>>
  /** fields for it; without them it is kept unseen */
  fields?: ReactNode
  /** whether the figures can be told by audience and cohort */
  groups?: boolean
  /** whether they can be told of another period */
  period?: boolean
}

/** The filters in one row. They apply at once; without scripts, by the button. An audience and a cohort exclude each other. */
export function FilterRow({
  looked,
  filters,
  csv,
  own = NOTHING,
  fields,
  groups = true,
  period = true,
}: FilterRowProps) {
  const submit = useSubmit()
  const shown = useMemo(
    () => ({ ...filters, milestone: looked.milestone.slug, weeks: filters.weeks ?? 'all', ...own }),
    [filters, looked.milestone.slug, own],
  )
  const form = useFieldsFollow(shown)
  return (
    <Form
      ref={form}
      method="get"
      className="filters"
      role="search"
      autoComplete="off"
      aria-label="Filters"
      onChange={(event) => {
        // Words are typed until somebody sends them.
        if (event.target instanceof HTMLInputElement && event.target.type === 'search') return
        clearOther(event.currentTarget, event.target)
        void submit(event.currentTarget, { preventScrollReset: true })
      }}
    >
      <Filter name="milestone" label="Milestone" options={looked.milestones} value={looked.milestone.slug} />
      {groups && (
        <>
          <Filter
            name="audience"
            label="Audience"
            options={looked.audiences}
            value={filters.audience}
            empty="Everyone"
          />
          <Filter
            name="cohort"
            label="Cohort"
            options={looked.cohorts}
            value={filters.cohort}
            empty={allCohorts(looked.cohortCount)}
            {...(looked.cohortCount > looked.cohorts.length && {
              aside: <OtherCohorts looked={looked} filters={filters} />,
            })}
          />
        </>
      )}
      {period ? (
        <Filter name="weeks" label="Period" options={periods} value={String(filters.weeks ?? 'all')} />
      ) : (
        <input type="hidden" name="weeks" value={String(filters.weeks ?? 'all')} />
      )}
      {fields ??
        Object.entries(own).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <div className="btn-row">
        <noscript>
          <Button type="submit">Show</Button>
        </noscript>
        <a className="btn" href={csv} download>
          CSV
        </a>
        <PrintButton />
      </div>
    </Form>
  )
}

const allCohorts = (cohorts: number): string =>
  cohorts === 0 ? 'No cohort yet' : cohorts === 1 ? 'All cohorts' : `All ${count(cohorts)} cohorts`

/** The way to the cohorts that are too many for a list, each leading back to its own figures. */
function OtherCohorts({ looked, filters }: Pick<FilterRowProps, 'looked' | 'filters'>) {
  const query = queryOf({ ...filters, milestone: looked.milestone.slug })
  return (
    <Link to={`${adoptionPaths.cohorts()}?${query}`} aria-label="Find a cohort">
      Find one
    </Link>
  )
}

/** What is given up where something else is chosen. */
const EXCLUDING: Record<string, string[]> = {
  audience: ['cohort'],
  cohort: ['audience'],
  by: ['module', 'a', 'b', 'words'],
  module: ['a', 'b'],
}

/** Choosing an audience gives up the cohort, and the other way round. */
function clearOther(form: HTMLFormElement, chosen: EventTarget): void {
  if (!(chosen instanceof HTMLSelectElement) || chosen.value === '') return
  for (const name of EXCLUDING[chosen.name] ?? []) {
    const other = form.elements.namedItem(name)
    if (other instanceof HTMLSelectElement || other instanceof HTMLInputElement) other.value = ''
  }
}

const periods: Choice[] = [
  ...PERIODS.map((weeks) => ({ value: String(weeks), label: `Last ${weeks} weeks` })),
  { value: 'all', label: 'Since the start' },
]

type FilterProps = {
  name: string
  label: string
  options: readonly Choice[]
  value: string | null
  empty?: string
  aside?: ReactNode
}

function Filter({ name, label, options, value, empty, aside }: FilterProps) {
  return (
    <SelectField
      field={{ name, defaultValue: value ?? '' }}
      label={label}
      options={options}
      {...(empty === undefined ? {} : { empty })}
      aside={aside}
    />
  )
}
