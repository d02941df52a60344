import type { Looked } from '#app/http/form.server.ts'
import { Checkbox } from '../ui/choice.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import type { FormField } from '../ui/form-field.ts'

/** One field of a form that is kept in the address. */
function fieldIn({ values, errors }: Omit<Looked<unknown>, 'found'>, name: string, usual = ''): FormField {
  return { name, defaultValue: values[name] ?? usual, errors: errors[name] }
}

type Choices = readonly { value: string; label: string }[]
type Filled = Omit<Looked<unknown>, 'found'>

/** Which module, and for whom. */
export function TargetFields({ filled, modules, targets }: { filled: Filled; modules: Choices; targets: Choices }) {
  return (
    <>
      <SelectField field={fieldIn(filled, 'module')} label="Module" options={modules} empty="Choose" />
      <SelectField field={fieldIn(filled, 'to')} label="For" options={targets} empty="Choose" />
    </>
  )
}

type Due = { dueDays: number; strict: boolean; optional: boolean }

/** When it is due; what was filled in counts before what holds now. */
export function DueFields({ filled, now }: { filled: Filled; now: Due }) {
  const isFilled = filled.values.dueDays !== undefined
  const ticked = (name: 'strict' | 'optional') => (isFilled ? filled.values[name] === 'on' : now[name])
  return (
    <>
      <TextField
        field={fieldIn(filled, 'dueDays', String(now.dueDays))}
        label="Days before the milestone"
        inputMode="numeric"
        numeric
        hint="0 for the day itself. If the milestone moves, what is due moves with it."
      />
      <div className="choices-lined">
        <Checkbox
          name="optional"
          value="on"
          defaultChecked={ticked('optional')}
          note="It is offered, never due, and counts in no figure."
        >
          Optional
        </Checkbox>
        <Checkbox
          name="strict"
          value="on"
          defaultChecked={ticked('strict')}
          note="Without this, whoever is asked late, or after a move, has at least ten days."
        >
          The day holds for everybody
        </Checkbox>
      </div>
    </>
  )
}
