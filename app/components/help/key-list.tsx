import { useEffect, useState } from 'react'
import { BOARD_KEYS } from '../confusion/board-keys.ts'
import { areKeysOn, KEYS, turnKeys } from '../frame/single-keys.ts'
import { Button } from '../ui/button.tsx'
import { SectionHead } from '../ui/head.tsx'

/** The keys that act by themselves, those of the confusion board for whoever has one, and how to turn them off where they are in the way. */
export function KeyList({ board }: { board: boolean }) {
  const [on, setOn] = useState(true)
  useEffect(() => setOn(areKeysOn()), [])
  const turn = () => {
    turnKeys(!on)
    setOn(!on)
  }
  return (
    <section className="section" aria-labelledby="keys">
      <SectionHead id="keys" title="Keys" />
      <ul className="answers">
        {[...Object.values(KEYS), ...(board ? Object.values(BOARD_KEYS) : [])].map(({ key, says }) => (
          <li key={key}>
            <h3>
              <kbd>{key}</kbd>
            </h3>
            <p>{says}</p>
          </li>
        ))}
        <li>
          <h3>
            <kbd>Esc</kbd>
          </h3>
          <p>Close what was opened, and go on where you were</p>
        </li>
      </ul>
      <p className="keys-note">
        Keys rest while you type. If they are in the way of speech input or a screen reader, turn them off; there is a
        link or a button for each.
      </p>
      <div className="btn-row needs-script">
        <Button onClick={turn}>{on ? 'Turn the keys off' : 'Turn the keys on'}</Button>
        <span className="small muted" role="status">
          {on ? 'They are on in this browser.' : 'They are off in this browser.'}
        </span>
      </div>
    </section>
  )
}
