import { useState } from 'react'
import type { UnplacedPerson } from '#app/domain/cohorts/managing/find-people.server.ts'
import { FilterForm, FilterSelect } from '../../admin/filter-form.tsx'
import { listed } from '../../format.ts'
import { Checkbox } from '../../ui/choice.tsx'
import type { Option } from '../../ui/field.tsx'

type Props = {
  unplaced: { people: readonly UnplacedPerson[]; total: number }
  audiences: readonly Option[]
  audience: string
  /** those who were ticked when the form was sent */
  chosen: readonly string[]
  /** the form that the ticks belong to */
  form: string
  action: string
}

/** People who have training and are in no cohort, to be ticked; narrowed to an audience, which takes no tick away. */
export function UnplacedPeople({ unplaced, audiences, audience, chosen, form, action }: Props) {
  const { people, total } = unplaced
  const [ticked, setTicked] = useState<readonly string[]>(chosen)
  const elsewhere = ticked.filter((id) => !people.some((person) => person.id === id))
  const tick = (id: string, on: boolean) => setTicked(on ? [...ticked, id] : ticked.filter((one) => one !== id))
  return (
    <section className="section" aria-labelledby="unplaced">
      <h2 id="unplaced">{total === 0 ? 'Nobody is without a cohort' : `In no cohort: ${total}`}</h2>
      {(total > 0 || audience) && (
        <FilterForm action={action}>
          <FilterSelect name="audience" label="Audience" value={audience || undefined} all="All" options={audiences} />
        </FilterForm>
      )}
      {elsewhere.map((id) => (
        <input key={id} type="hidden" name="person" value={id} form={form} />
      ))}
      {people.length > 0 && (
        <fieldset className="unplaced">
          <legend className="sr">Choose people</legend>
          {people.map(({ id, name, audiences: theirs }) => (
            <Checkbox
              key={id}
              name="person"
              value={id}
              form={form}
              checked={ticked.includes(id)}
              onChange={(event) => tick(id, event.currentTarget.checked)}
              note={listed(theirs)}
            >
              {name}
            </Checkbox>
          ))}
        </fieldset>
      )}
      {elsewhere.length > 0 && <p className="small">{elsewhere.length} more are ticked and not shown here.</p>}
      {total > people.length && (
        <p className="source">The first {people.length} by name. Choose an audience, or paste addresses above.</p>
      )}
    </section>
  )
}
