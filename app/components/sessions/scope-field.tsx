import { counted } from '../format.ts'
import { ChoiceField } from '../ui/choice.tsx'
import type { FormField } from '../ui/form-field.ts'

/** Whether it is about one session of a series, or about those that follow too. */
export function ScopeField({ field, following }: { field: FormField; following: number }) {
  return (
    <ChoiceField
      field={{ ...field, defaultValue: field.defaultValue ?? 'this' }}
      label="It is one of a series"
      options={[
        { value: 'this', label: 'Only this session' },
        { value: 'following', label: `This one and ${counted(following, 'that follows', 'that follow')}` },
      ]}
    />
  )
}
