import { useState } from 'react'
import type { Recipient } from '#app/domain/cohorts/nudges.server.ts'
import { fillTemplate, firstName, type TemplateValues } from '#app/domain/playbooks/fill-template.ts'
import { counted } from '../format.ts'
import { StatusMark } from '../ui/status-mark.tsx'

type NudgePeopleProps = { people: readonly Recipient[]; words: string; values: TemplateValues }

/** Who gets a reminder, how, and what each will read; who had one today is left out. */
export function NudgePeople({ people, words, values }: NudgePeopleProps) {
  const [shown, setShown] = useState<string | null>(null)
  const reminded = people.filter(({ nudgedBy }) => nudgedBy === null)
  return (
    <>
      <p className="small muted" id="who">
        {counted(reminded.length, 'person gets', 'people get')} this. Nobody is reminded twice in a day.
      </p>
      <ul className="lines" aria-labelledby="who">
        {people.map((one) => (
          <li key={one.id}>
            <input type="hidden" name="person" value={one.id} />
            <details open={shown === one.id} onToggle={(event) => event.currentTarget.open && setShown(one.id)}>
              <summary>
                {one.name} <Way recipient={one} />
              </summary>
              <p className="nudge-words">
                {fillTemplate(words, { ...values, 'learner.firstName': firstName(one.name) })}
              </p>
            </details>
          </li>
        ))}
      </ul>
    </>
  )
}

function Way({ recipient: { nudgedBy, getsMail } }: { recipient: Recipient }) {
  if (nudgedBy !== null) return <StatusMark state="waived">left out: {nudgedBy} reminded them today</StatusMark>
  return (
    <span className="small muted">{getsMail ? 'here and by mail' : 'here; they chose to get no mail of this'}</span>
  )
}
