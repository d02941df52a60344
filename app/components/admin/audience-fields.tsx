import { ChoiceField } from '#app/components/ui/choice.tsx'
import { TextField } from '#app/components/ui/field.tsx'
import type { FormField } from '#app/components/ui/form-field.ts'

const COMFORTS = [
  { value: 'power', label: 'Every day', note: 'Power users: figures compare them with people like them' },
  { value: 'casual', label: 'Now and then', note: 'Casual users' },
]

/** What a new audience and a known one have in common. */
export function AudienceFields({ name, comfort }: { name: FormField; comfort: FormField }) {
  return (
    <>
      <TextField field={name} label="Name" hint="As people read it, like “Approvers”" autoComplete="off" required />
      <ChoiceField field={comfort} label="How often they work in the product" options={COMFORTS} />
    </>
  )
}
