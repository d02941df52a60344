import { type MemberFilters, ORDERS, SHOWN } from '#app/domain/cohorts/member-filters.ts'
import { FilterForm, FilterSelect } from '../admin/filter-form.tsx'

type MemberFilterFormProps = {
  action: string
  filters: MemberFilters
  milestones: readonly { slug: string; name: string }[]
}

const optionsOf = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }))

/** Whom of the cohort to look at, and in which order; kept in the address. */
export function MemberFilterForm({ action, filters, milestones }: MemberFilterFormProps) {
  const { name: _, ...orders } = ORDERS
  return (
    <FilterForm action={action}>
      <FilterSelect name="show" label="Show" value={filters.show} all="Everybody" options={optionsOf(SHOWN)} />
      <FilterSelect
        name="milestone"
        label="Not complete for"
        value={filters.milestone}
        all="Any milestone"
        options={milestones.map(({ slug, name }) => ({ value: slug, label: name }))}
      />
      <FilterSelect
        name="order"
        label="Order"
        value={filters.order === 'name' ? undefined : filters.order}
        all={ORDERS.name}
        options={optionsOf(orders)}
      />
    </FilterForm>
  )
}
