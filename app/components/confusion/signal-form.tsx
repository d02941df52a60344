import { type FormMetadata, getFormProps } from '@conform-to/react'
import { Form, Link } from 'react-router'
import { Main } from '#app/components/frame/main.tsx'
import { FormEnd } from '#app/components/milestones/form-end.tsx'
import { TextArea } from '#app/components/ui/field.tsx'
import type { FormField } from '#app/components/ui/form-field.ts'
import { Fact, PageHead } from '#app/components/ui/head.tsx'
import type { Signal } from '#app/domain/adoption/signals/raised.server.ts'
import { measurePaths } from '#app/http/confusion-measure-paths.ts'
import { paths } from '#app/http/paths.ts'
import { intervalWords, measuredWords, othersWords } from './signal-words.ts'
import '#app/components/milestones/milestones.css'

type SignalFormProps = {
  signal: Signal
  form: FormMetadata<{ words: string }, string[]>
  field: FormField
  title: string
  label: string
  hint: string
  verb: string
  limit: number
}

/** What a lead makes of a signal, in words, under its figures. */
export function SignalForm({ signal, form, field, title, label, hint, verb, limit }: SignalFormProps) {
  return (
    <Main>
      <PageHead
        over={
          <>
            <Link to={paths.confusion()}>Confusion</Link>, <Link to={measurePaths.signals()}>suspected</Link>
          </>
        }
        title={title}
        meta={
          <>
            <Fact>
              <Link to={paths.module(signal.moduleSlug, signal.blockId)}>{signal.title}</Link>
            </Fact>
            <Fact>{measuredWords(signal)}</Fact>
            <Fact>{`95% interval ${intervalWords(signal)}`}</Fact>
            <Fact>{othersWords(signal)}</Fact>
          </>
        }
      />
      <Form method="post" {...getFormProps(form)} className="stack-form">
        <TextArea field={field} label={label} hint={hint} rows={4} maxLength={limit} required />
        <FormEnd errors={form.errors} verb={verb} back={measurePaths.signals()} />
      </Form>
    </Main>
  )
}
