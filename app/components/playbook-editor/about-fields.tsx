import type { About } from '#app/lessons/playbook-doc/doc.ts'
import { Text } from './part-fields.tsx'

type Props = { about: About; disabled: boolean; onChange: (about: About) => void }

/** What the playbook says of itself. */
export function AboutFields({ about, disabled, onChange }: Props) {
  return (
    <fieldset className="doc-about" disabled={disabled}>
      <legend className="sr">About this playbook</legend>
      <div className="doc-fields-row">
        <Text label="Name" value={about.title} wide onChange={(title) => onChange({ ...about, title })} />
        <Text
          label="Minutes in all"
          numeric
          value={about.minutes === 0 ? '' : String(about.minutes)}
          onChange={(text) => onChange({ ...about, minutes: Number.parseInt(text, 10) || 0 })}
        />
      </div>
      <Text
        label="What it is for, in a sentence"
        value={about.summary ?? ''}
        wide
        onChange={(summary) => onChange({ ...about, summary: summary || null })}
      />
    </fieldset>
  )
}
