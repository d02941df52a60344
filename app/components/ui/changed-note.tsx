import { Fragment, type ReactNode } from 'react'

type Props = {
  /** what was changed: "cohort" */
  what: string
  /** what it is now, a fact each */
  facts: readonly (readonly [label: string, value: ReactNode])[]
}

/** That somebody else saved meanwhile, and what they made of it. What was typed stays in the form below. */
export function ChangedNote({ what, facts }: Props) {
  return (
    <div className="note note-warn" role="alert">
      <p>
        <strong>Somebody else has changed this {what} while you wrote.</strong> Nothing of yours is saved yet, and what
        you typed is still below. It is now:
      </p>
      <dl className="facts">
        {facts.map(([label, value]) => (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
      <p>Put into your form what you want to keep of it, then save: that replaces it.</p>
    </div>
  )
}
