import { Button } from '#app/components/ui/button.tsx'
import { SelectField, TextField } from '#app/components/ui/field.tsx'
import type { FormField } from '#app/components/ui/form-field.ts'
import { headline } from '#app/domain/confusion/headline.ts'
import type { ResolutionChoices } from '#app/domain/confusion/trouble-detail.ts'

type RepeatedQuestionProps = {
  field: FormField
  choices: Pick<ResolutionChoices, 'duplicates' | 'looked'>
  /** the form that looks for others: a form cannot stand in another */
  finder: string
}

/** The question that another repeats: one of the most alike, or found by its words. */
export function RepeatedQuestion({ field, choices: { duplicates, looked }, finder }: RepeatedQuestionProps) {
  const none = looked !== '' && duplicates.length === 0
  return (
    <>
      <TextField
        field={{ name: 'looked', defaultValue: looked }}
        type="search"
        form={finder}
        label="Find a question by its words"
        aside={
          <Button type="submit" form={finder}>
            Find
          </Button>
        }
        maxLength={200}
      />
      <SelectField
        field={field}
        label="The question that it repeats"
        hint={
          none
            ? `No question has the words “${looked}”. Try fewer of them.`
            : 'The most alike come first. Its people then hear what is said there.'
        }
        empty="Choose a question"
        options={duplicates.map(({ id, question, module }) => ({
          value: id,
          label: `${headline(question)} (${module})`,
        }))}
      />
    </>
  )
}
