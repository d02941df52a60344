import { type FormMetadata, getFormProps } from '@conform-to/react'
import type { ReactNode } from 'react'
import { Form, Link, useNavigation } from 'react-router'
import { Button } from '#app/components/ui/button.tsx'
import { FormError } from '#app/components/ui/field.tsx'
import { useTrouble } from './use-trouble.ts'

type TriageFormProps<Input extends Record<string, unknown>> = {
  form: FormMetadata<Input, string[]>
  title: string
  /** the verb of its button, and what it says while it works */
  verb: string
  busyWords: string
  note?: string
  children?: ReactNode
}

/**
 * A form of a trouble. It names the newest action that is on the page: when somebody else acted meanwhile it is
 * refused, what was typed stays, and the page shows what happened.
 */
export function TriageForm<Input extends Record<string, unknown>>({
  form,
  title,
  verb,
  busyWords,
  note,
  children,
}: TriageFormProps<Input>) {
  const { trouble, back } = useTrouble()
  const busy = useNavigation().state === 'submitting'
  return (
    <Form method="post" {...getFormProps(form)} className="triage-form" preventScrollReset>
      <h3>{title}</h3>
      <input type="hidden" name="seen" value={trouble.newestAction} />
      {children}
      <FormError errors={form.errors} />
      <div className="btn-row">
        <Button type="submit" kind="primary" busy={busy} busyWords={busyWords}>
          {verb}
        </Button>
        <Link to={back} preventScrollReset>
          Cancel
        </Link>
        {note && <span className="xs muted">{note}</span>}
      </div>
    </Form>
  )
}
