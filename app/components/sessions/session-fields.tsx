import type { FieldMetadata } from '@conform-to/react'
import { useEffect, useState } from 'react'
import { Checkbox, ChoiceField } from '../ui/choice.tsx'
import { FieldError, type Option, SelectField, TextArea, TextField } from '../ui/field.tsx'

/** The fields that planning and changing a session share, by name. */
type SharedFields = Record<
  | 'title'
  | 'milestone'
  | 'playbook'
  | 'champion'
  | 'day'
  | 'time'
  | 'zone'
  | 'which'
  | 'minutes'
  | 'place'
  | 'link'
  | 'capacity'
  | 'words'
  | 'overlap',
  FieldMetadata<unknown>
>

// biome-ignore lint/suspicious/noExplicitAny: conform types a field by its own schema; here only its name and errors count
type Fields = Record<keyof SharedFields, any>

export type SessionOptions = {
  milestones: Option[]
  playbooks: Option[]
  champions: Option[]
  zones: readonly string[]
}

/** What it is about, and who leads it. */
export function AboutFields({ fields, options }: { fields: Fields; options: SessionOptions }) {
  return (
    <>
      <TextField field={fields.title} label="Title" maxLength={120} autoComplete="off" />
      <SelectField field={fields.milestone} label="Prepares for" options={options.milestones} empty="Choose" />
      <SelectField
        field={fields.playbook}
        label="Playbook"
        options={options.playbooks}
        empty="None"
        hint="Its agenda runs the session. The cohort gets a copy of its own."
      />
      <SelectField field={fields.champion} label="Led by" options={options.champions} empty="Nobody yet" />
      <Overlap field={fields.overlap} />
    </>
  )
}

/** Asked only where the champion leads something else at that time. */
function Overlap({ field }: { field: Fields['overlap'] }) {
  const error = field.errors?.[0]
  if (!error && field.value !== 'yes') return null
  return (
    <div>
      <Checkbox
        name={field.name}
        value="yes"
        defaultChecked={field.initialValue === 'yes'}
        aria-describedby={field.errorId}
      >
        Plan it at that time all the same
      </Checkbox>
      <FieldError id={field.errorId} error={error} />
    </div>
  )
}

/** When it is, in which zone; which of two is asked where clocks show the time twice. */
export function WhenFields({
  fields,
  zones,
  earliest,
}: {
  fields: Fields
  zones: readonly string[]
  earliest: string
}) {
  return (
    <>
      <div className="field-pair">
        <TextField field={fields.day} label="Day" type="date" min={earliest} />
        <TextField field={fields.time} label="Time" type="time" />
      </div>
      <Which field={fields.which} />
      <div className="field-pair">
        <TextField field={fields.minutes} label="Minutes" inputMode="numeric" numeric />
        <SelectField
          field={fields.zone}
          label="Time zone"
          options={zones.map((zone) => ({ value: zone, label: zone }))}
        />
      </div>
    </>
  )
}

function Which({ field }: { field: Fields['which'] }) {
  if (!field.errors && !field.value) return null
  return (
    <ChoiceField
      field={field}
      label="Which of the two"
      options={[
        { value: 'earlier', label: 'The earlier one', note: 'before the clocks go back' },
        { value: 'later', label: 'The later one', note: 'after the clocks have gone back' },
      ]}
    />
  )
}

/** Where it is, for how many, and what to know beforehand. */
export function WhereFields({ fields }: { fields: Fields }) {
  return (
    <>
      <TextField
        field={fields.place}
        label="Place"
        maxLength={200}
        hint="A room, or how to find it. Leave it empty online."
      />
      <TextField field={fields.link} label="Meeting link" type="url" inputMode="url" placeholder="https://" />
      <TextField
        field={fields.capacity}
        label="How many fit in"
        inputMode="numeric"
        numeric
        hint="Whoever says yes after the last one waits in line. Empty: everybody fits in."
      />
      <TextArea
        field={fields.words}
        label="What to know beforehand"
        rows={3}
        maxLength={2000}
        hint="Stands in the invitation."
      />
    </>
  )
}

/** Whether it meets once or in a series. Without scripts both questions are there from the start. */
export function RepeatFields({ fields }: { fields: Record<'repeat' | 'times', Fields['title']> }) {
  const [repeat, setRepeat] = useState<string>(fields.repeat.value ?? 'once')
  const [scripted, setScripted] = useState(false)
  useEffect(() => setScripted(true), [])
  return (
    <div className="field-pair">
      <SelectField
        field={fields.repeat}
        label="Meets"
        options={[
          { value: 'once', label: 'Once' },
          { value: 'weekly', label: 'Every week' },
          { value: 'fortnightly', label: 'Every two weeks' },
        ]}
        onChange={(event) => setRepeat(event.currentTarget.value)}
      />
      {(repeat !== 'once' || !scripted) && (
        <TextField
          field={fields.times}
          label="How many times"
          inputMode="numeric"
          numeric
          hint="For a series, 2 to 26."
        />
      )}
    </div>
  )
}
