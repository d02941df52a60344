import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import { TEMPLATE_LIMIT } from '#app/domain/playbooks/fill-template.ts'
import type { EditedTemplate, TemplateChoices } from '#app/domain/playbooks/template-editing.server.ts'
import type { TemplateInput } from '#app/domain/playbooks/template-input.ts'
import { paths } from '#app/http/paths.ts'
import { FormEnd } from '../milestones/form-end.tsx'
import { SelectField, TextArea, TextField } from '../ui/field.tsx'
import '#app/components/milestones/milestones.css'
import '#app/styles/playbook.css'

type TemplateFormProps = {
  /** null: a new one */
  template: EditedTemplate | null
  choices: TemplateChoices
  lastResult: SubmissionResult<string[]> | undefined
  /** what a new one begins with */
  begun?: Pick<TemplateInput, 'title' | 'body' | 'about'> | null
}

/** The form of a support template. What is refused stays as it was typed. */
export function TemplateForm({ template, choices, lastResult, begun = null }: TemplateFormProps) {
  const others = choices.templates.filter(({ slug }) => slug !== template?.slug)
  const [form, fields] = useForm<TemplateInput>({
    lastResult,
    defaultValue: template
      ? { ...template, about: template.about ?? '', after: template.after ?? '' }
      : { ...begun, after: others.at(-1)?.slug ?? '' },
  })
  return (
    <Form method="post" {...getFormProps(form)} className="stack-form template-form">
      {template && <input type="hidden" name="seen" value={template.number} />}
      <TextField field={fields.title} label="The question that it answers" maxLength={160} />
      <TextField field={fields.area} label="Area of the product" maxLength={80} list="areas" autoComplete="off" />
      <datalist id="areas">
        {choices.areas.map((area) => (
          <option key={area} value={area} />
        ))}
      </datalist>
      <TextArea
        field={fields.body}
        label="The words"
        hint={`Markdown. Filled in on use: ${choices.variables.map((name) => `{{${name}}}`).join(', ')}.`}
        rows={14}
        maxLength={TEMPLATE_LIMIT}
      />
      <SelectField
        field={fields.about}
        label="What it is about"
        hint="It is offered where people ask for help or report something there."
        options={choices.about}
        empty="Nothing in particular"
      />
      <SelectField
        field={fields.after}
        label="Place in the list"
        options={others.map(({ slug, title }) => ({ value: slug, label: `After “${title}”` }))}
        empty="First"
      />
      <FormEnd
        errors={form.errors}
        verb={template ? 'Save' : 'Add the template'}
        back={`${paths.playbooks()}#templates`}
      />
    </Form>
  )
}
