import type { Editor } from '@tiptap/core'
import { useEffect, useId, useRef, useState } from 'react'
import { hrefOfWritten } from '#app/lessons/playbook-doc/addresses.ts'
import { Button } from '../ui/button.tsx'

/** Where the marked words lead: an address of the web, or a page here. Empty takes the link away. */
export function LinkField({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const id = useId()
  const [address, setAddress] = useState(String(editor.getAttributes('link').href ?? ''))
  const [error, setError] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const set = () => {
    const href = hrefOfWritten(address)
    const words = editor.chain().focus().extendMarkRange('link')
    if (address.trim() === '') words.unsetLink().run()
    else if (href === null) return setError('Links begin with https://, mailto: or / for a page here.')
    else if (editor.state.selection.empty && !editor.isActive('link')) {
      words.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }).run()
    } else words.setLink({ href }).run()
    onDone()
  }
  return (
    <div className="doc-fields">
      <div className="doc-fields-row">
        <div className="field is-wide">
          <label className="label" htmlFor={id}>
            Address of the link
          </label>
          <input
            id={id}
            ref={field}
            className="input"
            value={address}
            aria-describedby={error ? `${id}-error` : undefined}
            onChange={(event) => setAddress(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') set()
              if (event.key === 'Escape') onDone()
            }}
          />
          {error && (
            <p className="error" id={`${id}-error`}>
              {error}
            </p>
          )}
        </div>
        <Button onClick={set}>Set the link</Button>
        <Button kind="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </div>
  )
}
