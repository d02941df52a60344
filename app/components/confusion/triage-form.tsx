import { type FormMetadata, getFormProps } from '@conform-to/react'
import { type ReactNode, useEffect, useState } from 'react'
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
  const { state } = useNavigation()
  const busy = state === 'submitting'
  const seen = useSeen(trouble.newestAction, state)
  return (
    <Form method="post" {...getFormProps(form)} className="triage-form" preventScrollReset>
      <h3>{title}</h3>
      <input type="hidden" name="seen" value={seen} />
      {seen !== trouble.newestAction && (
        <p className="note small" role="status">
          Somebody acted on this meanwhile. Look at what happened below first.
        </p>
      )}
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

/**
 * The newest action that the form was opened after. The page around it follows what others do; the form does so only
 * when it was sent, and shows what it was refused for.
 */
function useSeen(newest: string, state: 'idle' | 'loading' | 'submitting'): string {
  const [seen, setSeen] = useState(newest)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is newest when an answer has come
  useEffect(() => {
    if (state === 'idle') setSeen(newest)
  }, [state])
  return seen
}
