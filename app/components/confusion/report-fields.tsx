import type { ReactNode } from 'react'
import { Checkbox, ChoiceField } from '#app/components/ui/choice.tsx'
import { SelectField, TextArea } from '#app/components/ui/field.tsx'
import type { FormField } from '#app/components/ui/form-field.ts'
import { CONFUSION_KINDS, kindWords, SENTIMENTS } from '#app/domain/confusion/kinds.ts'
import { WORDS_LIMIT } from '#app/domain/confusion/limits.ts'

type ReportFieldsProps = {
  fields: Record<'kind' | 'words' | 'blocking' | 'sentiment' | 'anonymous', FormField>
  autoFocus?: boolean
  /** stands in place of the plain words */
  editor?: ReactNode
  /** what belongs to the words: how to set them apart, screenshots */
  underWords?: ReactNode
}

/** What a reporter says: what kind of trouble, in a sentence, and whether it stops them. */
export function ReportFields({ fields, autoFocus = false, editor, underWords }: ReportFieldsProps) {
  return (
    <>
      <ChoiceField
        field={fields.kind}
        label="Kind of trouble"
        labelHidden
        inline
        options={CONFUSION_KINDS.map((kind) => ({ value: kind, label: kindWords[kind] }))}
      />
      {editor || (
        <TextArea
          field={fields.words}
          label="In your words"
          hint="One sentence is enough. Others who read this block may see it, without your name."
          rows={3}
          maxLength={WORDS_LIMIT}
          required
          autoFocus={autoFocus}
        />
      )}
      {underWords}
      <SelectField
        field={fields.sentiment}
        label="How do you feel about the move?"
        options={SENTIMENTS.map((label, place) => ({ value: String(place + 1), label }))}
        empty="Rather not say"
      />
      <div className="choices-lined">
        <Checkbox name={fields.blocking.name} defaultChecked={isOn(fields.blocking)}>
          This stops me from working
        </Checkbox>
        <Checkbox
          name={fields.anonymous.name}
          defaultChecked={isOn(fields.anonymous)}
          note="The migration team does not see who you are. You are told here, and not by mail."
        >
          Without my name
        </Checkbox>
      </div>
    </>
  )
}

const isOn = (field: FormField) => field.defaultValue === 'on'
