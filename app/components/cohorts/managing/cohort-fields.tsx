import type { FieldMetadata } from '@conform-to/react'
import { type Option, SelectField, TextField } from '../../ui/field.tsx'

// biome-ignore lint/suspicious/noExplicitAny: conform types a field by its own schema; here only its name and errors count
type Field = FieldMetadata<any>
type Fields = Record<'name' | 'site' | 'zone' | 'milestone' | 'audience' | 'limit', Field>

export type CohortOptions = { milestones: Option[]; audiences: Option[]; zones: readonly string[] }

/** What a cohort is called, where it is, what it learns for, and how people come in. */
export function CohortFields({ fields, options }: { fields: Fields; options: CohortOptions }) {
  return (
    <>
      <TextField field={fields.name} label="Name" maxLength={80} autoComplete="off" required />
      <TextField
        field={fields.site}
        label="Site"
        maxLength={80}
        autoComplete="off"
        hint="Where they work. May be empty."
      />
      <SelectField
        field={fields.zone}
        label="Time zone"
        options={options.zones.map((zone) => ({ value: zone, label: zone }))}
        hint="Times of its sessions are shown in it. Due days stay those of the migration."
      />
      <SelectField
        field={fields.milestone}
        label="Learns for"
        options={options.milestones}
        empty="Every milestone"
        hint="The milestone that new sessions are for."
      />
      <SelectField
        field={fields.audience}
        label="Fills itself from"
        options={options.audiences}
        empty="No audience: by hand only"
        hint="Whoever is in the audience, and in no cohort yet, comes in; whoever leaves the audience goes. People you place yourself stay."
      />
      <TextField
        field={fields.limit}
        label="At most"
        inputMode="numeric"
        numeric
        hint="Where it fills itself: it stops at so many members. Make another cohort for the next ones."
      />
    </>
  )
}
