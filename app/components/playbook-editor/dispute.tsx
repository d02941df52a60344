import { useEffect, useId, useRef, useState } from 'react'
import type { Choice, Conflict } from '#app/domain/playbooks/merge.ts'
import { Button } from '../ui/button.tsx'
import { ComparedParts, partName } from './compared-parts.tsx'

const CHOICES: readonly { value: Choice; label: string }[] = [
  { value: 'mine', label: 'Keep yours' },
  { value: 'theirs', label: 'Keep theirs' },
  { value: 'both', label: 'Keep both' },
]

type Props = { conflicts: readonly Conflict[]; by: string | null; onSettle: (choices: Record<string, Choice>) => void }

/** What two people changed at once, both versions beside each other, until the person has chosen for each. */
export function Dispute({ conflicts, by, onSettle }: Props) {
  const [choices, setChoices] = useState<Record<string, Choice>>({})
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus(), [])
  const open = conflicts.filter(({ id }) => !choices[id]).length
  const who = by ?? 'Somebody'
  return (
    <section className="doc-dispute" aria-labelledby="dispute">
      <h2 id="dispute" ref={head} tabIndex={-1}>
        {who} changed the same words
      </h2>
      <p>Nothing is lost: both versions are here. Choose for each part, and go on writing.</p>
      {conflicts.map((conflict) => (
        <OneDispute
          key={conflict.id}
          conflict={conflict}
          who={by ?? 'somebody else'}
          choice={choices[conflict.id]}
          onChoose={(choice) => setChoices({ ...choices, [conflict.id]: choice })}
        />
      ))}
      <p className="btn-row">
        <Button
          kind="primary"
          unavailable={open > 0 ? `${open} still to choose.` : null}
          onClick={() => onSettle(choices)}
        >
          Use these words
        </Button>
      </p>
    </section>
  )
}

type OneProps = { conflict: Conflict; who: string; choice: Choice | undefined; onChoose: (choice: Choice) => void }

function OneDispute({ conflict: { id, mine, theirs }, who, choice, onChoose }: OneProps) {
  const name = useId()
  return (
    <fieldset className="compare-block" data-dispute={id}>
      <legend>{partName(mine ?? theirs)}</legend>
      <ComparedParts before={theirs} after={mine} beforeName={`Theirs (${who})`} afterName="Yours" />
      <div className="btn-row">
        {CHOICES.map(({ value, label }) => (
          <label key={value} className="choice">
            <input type="radio" name={name} checked={choice === value} onChange={() => onChoose(value)} />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
