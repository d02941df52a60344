import { useState } from 'react'
import type { PersonInRoom } from '#app/domain/cohorts/running/practice.server.ts'
import { paths } from '#app/http/paths.ts'
import { ActForm } from './acting.tsx'

/** How people get in: the code, how many are here, and the champion's own hand for whoever has no phone. */
export function RoomCode({
  code,
  people,
  host,
}: {
  code: string | null
  people: readonly PersonInRoom[]
  host: string
}) {
  const here = people.filter((person) => person.here).length
  const expected = people.filter(({ guest }) => !guest).length
  return (
    <section className="run-code" aria-labelledby="code">
      {code ? (
        <>
          <h2 id="code" className="label">
            Check in at {host}
            {paths.checkIn()}
          </h2>
          <p className="run-code-n">
            <span className="sr">{[...code].join(' ')}</span>
            <span aria-hidden="true">
              {code.slice(0, 3)}&#8202;{code.slice(3)}
            </span>
          </p>
        </>
      ) : (
        <h2 id="code">Check-in is closed</h2>
      )}
      <p className="small">
        <b className="num">
          {here} of {expected}
        </b>{' '}
        checked in.
      </p>
      <ByHand people={people} />
      {code && (
        <ActForm act={{ kind: 'new-code' }}>
          <button type="submit" className="link-btn small">
            New code
          </button>
        </ActForm>
      )}
    </section>
  )
}

function ByHand({ people }: { people: readonly PersonInRoom[] }) {
  const [words, setWords] = useState('')
  const shown = people.filter(({ name }) => name.toLowerCase().includes(words.trim().toLowerCase()))
  return (
    <details className="run-by-hand">
      <summary>Tick by hand</summary>
      {people.length > 12 && (
        <input
          className="input"
          type="search"
          aria-label="Find somebody"
          placeholder="Find somebody"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
      <ul>
        {shown.map(({ id, name, here, guest }) => (
          <li key={id}>
            <span>
              {name}
              {guest && <span className="muted">, guest</span>}
            </span>
            <ActForm act={{ kind: here ? 'absent' : 'present', person: id }}>
              <button
                type="submit"
                className="link-btn"
                aria-label={`${name}: ${here ? 'not here after all' : 'is here'}`}
              >
                {here ? 'Not here after all' : 'Is here'}
              </button>
            </ActForm>
          </li>
        ))}
      </ul>
    </details>
  )
}
