import { type DragEvent, useState } from 'react'
import type { LabFile } from '#app/lessons/definitions.ts'
import type { LabControlProps } from './lab-field.tsx'
import { LabSelect } from './lab-inputs.tsx'

/** What a practice file is called while it is dragged: nothing else can be dropped. */
const PRACTICE_FILE = 'application/x-gangway-practice-file'

/** The practice files that a screen offers. They only have names: nothing is read and nothing is sent. */
export function LabFiles({ label, files }: { label: string; files: readonly LabFile[] }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would take a legend's look
    <div className="sim-files" role="group" aria-label={label}>
      <p>{label}</p>
      <ul>
        {files.map(({ name, about }) => (
          <li
            key={name}
            draggable
            onDragStart={(event) => {
              event.dataTransfer.setData(PRACTICE_FILE, name)
              event.dataTransfer.effectAllowed = 'copy'
            }}
          >
            <b>{name}</b> {about && <span className="muted">{about}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A place for a practice file: dropped by hand, or chosen from the list by whoever does not drag. */
export function LabFileDrop(control: LabControlProps) {
  const { id, field, onEnter } = control
  const [state, setState] = useState<'idle' | 'over' | 'foreign'>('idle')
  const drop = (event: DragEvent) => {
    // Without this the browser would open a file of the person's own in place of the page.
    event.preventDefault()
    const name = event.dataTransfer.getData(PRACTICE_FILE)
    const isOffered = field.options.includes(name)
    setState(isOffered ? 'idle' : 'foreign')
    if (isOffered) onEnter(name)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the list inside does the same by keyboard
    <div
      className={state === 'over' ? 'sim-drop is-over' : 'sim-drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setState('over')
      }}
      onDragLeave={() => setState('idle')}
      onDrop={drop}
    >
      <span className="hint" id={`${id}-how`}>
        Drop a practice file here, or choose one.
      </span>
      <LabSelect {...control} describedBy={[`${id}-how`, control.describedBy].filter(Boolean).join(' ')} />
      <span className="hint" role="status">
        {state === 'foreign' && 'Only practice files of this screen can be dropped here. Nothing is uploaded.'}
      </span>
    </div>
  )
}
