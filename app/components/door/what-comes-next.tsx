const STEPS = [
  ['Create the first admin', 'You, with the token from the log.'],
  ['Publish the content', 'It brings the migration: its milestones, audiences and modules.'],
  ['Add people', 'By form, or all at once from a file. Each chooses a password by a link.'],
] as const

/** The way from an empty deployment to one that people learn in. */
export function WhatComesNext() {
  return (
    <>
      <p className="over">Three steps until people learn</p>
      <ol className="next-steps">
        {STEPS.map(([title, words]) => (
          <li key={title}>
            <b>{title}</b>
            <span className="small muted">{words}</span>
          </li>
        ))}
      </ol>
    </>
  )
}
