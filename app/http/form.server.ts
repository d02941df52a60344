import type { Submission, SubmissionResult } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import { data } from 'react-router'
import type { output, ZodType } from 'zod'
import { NUL } from '#app/domain/control-characters.ts'
import { Refusal } from '#app/domain/errors.ts'
import { refusalResponse, statusOf } from './answer.server.ts'

/** What an action hands back to its form: what was filled in, and the errors beside the fields. */
export type FormReply = ReturnType<typeof data<SubmissionResult<string[]>>>

/** Fields whose values never travel back: passwords. */
const SECRETS = ['password', 'again', 'current']

/** Reads a form by its schema; a body that is no form that a person filled in is answered 400. */
export async function readForm<Schema extends ZodType>(request: Request, schema: Schema) {
  return parseWithZod(await formOf(request), { schema })
}

/** The form again, with its errors: those of the submission, or `words` about one field or the whole form. */
export function replyToForm<T>(
  submission: Submission<T, string[]>,
  words?: string,
  status = 400,
  field: string | null = null,
): FormReply {
  const errors =
    words === undefined ? {} : field === null ? { formErrors: [words] } : { fieldErrors: { [field]: [words] } }
  return data(submission.reply({ ...errors, hideFields: SECRETS }), { status })
}

/**
 * A whole action: reads the form, answers its errors with 400, else runs `act`. What `act` refuses as invalid or as a
 * conflict is said at the form, where the person can put it right; other refusals become the page's answer.
 */
export async function submitForm<Schema extends ZodType, Done>(
  request: Request,
  schema: Schema,
  act: (value: output<Schema>) => Promise<Done>,
): Promise<Done | FormReply> {
  const submission = await readForm(request, schema)
  if (submission.status !== 'success') return replyToForm(submission)
  try {
    return await act(submission.value)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.kind === 'missing' || error.kind === 'forbidden') throw refusalResponse(error)
    return replyToForm(submission, error.message, statusOf(error.kind), error.field)
  }
}

/** What a form in the address asked for: what was filled in, what is wrong with it by field, and what was found. */
export type Looked<Found> = {
  values: Readonly<Record<string, string | undefined>>
  /** those of the whole form under the empty name */
  errors: Readonly<Record<string, readonly string[] | undefined>>
  found: Found | null
}

/**
 * A form that only looks, kept in the page's address so that it can be gone back to. What `look` refuses as invalid or as
 * a conflict is said at the form; other refusals become the page's answer. Nothing was asked: nothing is found.
 */
export async function lookWith<Schema extends ZodType, Found>(
  request: Request,
  schema: Schema,
  look: (value: output<Schema>) => Promise<Found>,
): Promise<Looked<Found>> {
  const asked = new URL(request.url).searchParams
  if (asked.size === 0) return { values: {}, errors: {}, found: null }
  const submission = parseWithZod(asked, { schema })
  const values = Object.fromEntries(asked)
  if (submission.status !== 'success') {
    const errors = Object.entries(submission.error ?? {}).map(([name, words]) => [name, words ?? undefined])
    return { values, errors: Object.fromEntries(errors), found: null }
  }
  try {
    return { values, errors: {}, found: await look(submission.value) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.kind === 'missing' || error.kind === 'forbidden') throw refusalResponse(error)
    return { values, errors: { [error.field ?? '']: [error.message] }, found: null }
  }
}

/** The form that was sent; anything else is refused with `invalid`. */
export async function formOf(request: Request): Promise<FormData> {
  const form = await request.formData().catch(() => null)
  if (form === null || holdsNul(form)) throw refusalResponse(new Refusal('invalid', 'What was sent is not a form.'))
  return form
}

/** Whether a form's names or values, names of files among them, hold what no text can. */
export function holdsNul(form: FormData): boolean {
  return [...form].flat().some((part) => (typeof part === 'string' ? part : part.name).includes(NUL))
}
