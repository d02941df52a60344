import { type MouseEvent, useState } from 'react'
import type { QuickReference } from '#app/domain/modules/quick-references.server.ts'
import { paths } from '#app/http/paths.ts'
import { counted } from '../format.ts'
import { TextField } from '../ui/field.tsx'
import type { Words } from './words.ts'

type LookUpListProps = {
  references: readonly QuickReference[]
  /** what stands in them; null until it is known */
  words: Words | null
  onChoose: (reference: QuickReference) => void
}

/** All quick references, or those that have what is typed: first by their names, then within. Enter opens the first. */
export function LookUpList({ references, words, onChoose }: LookUpListProps) {
  const [typed, setTyped] = useState('')
  const named = references.filter((reference) => hasAll(nameOf(reference), typed))
  const within = references.filter(
    (reference) => !named.includes(reference) && hasAll(`${nameOf(reference)} ${words?.[reference.slug] ?? ''}`, typed),
  )
  const found = [...named, ...within]
  const choose = (reference: QuickReference) => (event: MouseEvent) => {
    // With a key beside the click the page opens elsewhere, as any link.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    onChoose(reference)
  }
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (found[0]) onChoose(found[0])
        }}
      >
        <TextField
          field={{ name: 'find', defaultValue: '' }}
          type="search"
          label="Find"
          autoComplete="off"
          autoFocus
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </form>
      <p className="sr" role="status">
        {typed ? counted(found.length, 'quick reference', 'quick references') : ''}
      </p>
      {found.length === 0 && <p className="small muted">No quick reference has “{typed}”.</p>}
      <ul className="lines look-up-found">
        {found.map((reference) => (
          <li key={reference.slug}>
            <a href={paths.module(reference.slug)} onClick={choose(reference)}>
              {reference.title}
            </a>
            {reference.summary && <span className="sub">{reference.summary}</span>}
          </li>
        ))}
      </ul>
    </>
  )
}

const nameOf = ({ title, summary }: QuickReference): string => `${title} ${summary ?? ''}`

/** Whether a text has each of the words, in any order. */
function hasAll(text: string, typed: string): boolean {
  const searched = plain(text)
  return plain(typed)
    .split(/\s+/)
    .every((word) => searched.includes(word))
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
