import { FormDataParseError, MultipartParseError, parseFormData } from '@remix-run/form-data-parser'
import { Refusal } from '#app/domain/errors.ts'
import { refusalResponse } from './answer.server.ts'
import { BODY_LIMIT } from './body.server.ts'
import { holdsNul } from './form.server.ts'

export type UploadedFile = { name: string; bytes: Uint8Array }

/** The file of a form's field `file`; null where none was chosen. What is no such form is answered 400. */
export async function uploadedFile(request: Request): Promise<UploadedFile | null> {
  return (await uploadedForm(request)).file
}

/** As `uploadedFile`, with the form's other fields. */
export async function uploadedForm(
  request: Request,
): Promise<{ file: UploadedFile | null; fields: Record<string, string> }> {
  const form = await parsed(request)
  if (holdsNul(form)) throw notAFile()
  const fields = Object.fromEntries(
    [...form].filter((field): field is [string, string] => typeof field[1] === 'string'),
  )
  const file = form.get('file')
  if (!(file instanceof File) || (file.name === '' && file.size === 0)) return { file: null, fields }
  return { file: { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }, fields }
}

async function parsed(request: Request): Promise<FormData> {
  try {
    return await parseFormData(request, { maxFiles: 1, maxFileSize: BODY_LIMIT, maxTotalSize: BODY_LIMIT })
  } catch (error) {
    // TypeError is what the platform's own parser throws for a body of another kind
    if (![FormDataParseError, MultipartParseError, TypeError].some((kind) => error instanceof kind)) throw error
    throw notAFile()
  }
}

const notAFile = () => refusalResponse(new Refusal('invalid', 'What was sent is not a file.'))
