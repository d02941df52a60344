import { CheckboxGroup } from '../ui/choice.tsx'
import type { FormField } from '../ui/form-field.ts'

type PeopleFieldProps = { field: FormField; people: readonly { id: string; name: string }[] }

/** Whom alone a session is for: those who were chosen before, each to be unticked. */
export function PeopleField({ field, people }: PeopleFieldProps) {
  return (
    <div>
      <input type="hidden" name="only" value="some" />
      <CheckboxGroup
        field={field}
        label="For whom"
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <p className="small muted">Nobody else of the cohort is invited.</p>
    </div>
  )
}
