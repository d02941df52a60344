import type { FieldMetadata } from '@conform-to/react'
import { TextField } from '#app/components/ui/field.tsx'

type DetailFields = Record<'name' | 'email' | 'externalId' | 'language', FieldMetadata<string | undefined | null>>

/** Who a person is: the fields that the form for a new one and that for a known one share. */
export function PersonDetails({ fields }: { fields: DetailFields }) {
  return (
    <>
      <TextField field={asText(fields.name)} label="Name" autoComplete="off" required />
      <TextField field={asText(fields.email)} label="E-mail" type="email" autoComplete="off" required />
      <div className="fields-line">
        <TextField
          field={asText(fields.externalId)}
          label="External id"
          hint="The number that other systems know them by"
          autoComplete="off"
        />
        <TextField
          field={asText(fields.language)}
          label="Language"
          hint="A short code, like en or de-CH"
          autoComplete="off"
        />
      </div>
    </>
  )
}

/** A field that may be left empty, as the text field takes it. */
function asText(field: DetailFields['name']) {
  const { name, id, errorId, descriptionId, errors, defaultValue } = field
  return { name, id, errorId, descriptionId, errors, defaultValue: defaultValue ?? undefined }
}
