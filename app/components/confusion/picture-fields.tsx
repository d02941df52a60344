import { TextField } from '#app/components/ui/field.tsx'
import { ALT_LIMIT, PICTURE_TYPES } from '#app/domain/confusion/pictures.ts'

/** What a screenshot is chosen and described with. */
export function PictureFields() {
  return (
    <>
      <TextField
        field={{ name: 'file' }}
        type="file"
        label="Screenshot"
        hint="PNG, JPEG or WebP, at most 1 MB. Cut away names and amounts that are nobody else’s business."
        accept={PICTURE_TYPES.join(',')}
        required
      />
      <TextField
        field={{ name: 'alt' }}
        label="What does it show?"
        hint="For whoever cannot see it. You may leave it empty."
        maxLength={ALT_LIMIT}
      />
    </>
  )
}
