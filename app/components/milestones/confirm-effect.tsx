import { Form, useNavigation } from 'react-router'
import type { EffectCounts } from '#app/domain/modules/assignment-effects.ts'
import { Button } from '../ui/button.tsx'
import { FormError } from '../ui/field.tsx'
import { SectionHead } from '../ui/head.tsx'
import { EffectLines } from './effect-lines.tsx'

type ConfirmEffectProps = {
  effect: EffectCounts
  today: string
  /** what is posted: exactly what was looked at */
  values: Readonly<Record<string, string | undefined>>
  verb: string
  errors: readonly string[] | undefined
}

/** Below a form: what it would do to people, and the button that does it. */
export function ConfirmEffect({ effect, today, values, verb, errors }: ConfirmEffectProps) {
  const busy = useNavigation().formMethod === 'POST'
  return (
    <section className="section" aria-labelledby="effect" role="status">
      <SectionHead id="effect" title="What this does" />
      <EffectLines effect={effect} today={today} />
      <Form method="post" className="after-table">
        {Object.entries(values).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value ?? ''} />
        ))}
        <FormError errors={errors} />
        <Button type="submit" kind="primary" busy={busy} busyWords="Saving">
          {verb}
        </Button>
      </Form>
    </section>
  )
}
