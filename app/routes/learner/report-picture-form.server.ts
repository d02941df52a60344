import { PictureInput } from '#app/domain/confusion/pictures.server.ts'
import { Refusal } from '#app/domain/errors.ts'
import { uploadedForm } from '#app/http/upload.server.ts'

/** What a form with a screenshot holds; refuses with `invalid` what is none. */
export async function pictureOf(request: Request): Promise<{ input: PictureInput; bytes: Uint8Array }> {
  const { fields, file } = await uploadedForm(request)
  const read = PictureInput.safeParse(fields)
  if (!read.success) throw new Refusal('invalid', read.error.issues[0]?.message ?? 'What was sent is not a form.')
  if (!file) throw new Refusal('invalid', 'Choose a picture.', 'file')
  return { input: read.data, bytes: file.bytes }
}
