import { useCallback, useEffect, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { EditorComing, type EditorProps } from './editor-coming.tsx'
import type { EditorWindow } from './editor-window.tsx'
import '#app/styles/playbook.css'
import './editor.css'

/** The editor of a playbook. It comes to a browser after the page, and never to the server, which could not draw it. */
export function PlaybookEditor(props: EditorProps) {
  const [come, setCome] = useState<{ Window: typeof EditorWindow } | null>(null)
  const [isMissing, setMissing] = useState(false)
  const fetchIt = useCallback(async () => {
    try {
      const { EditorWindow } = await import('./editor-window.tsx')
      setCome({ Window: EditorWindow })
    } catch {
      setMissing(true)
    }
  }, [])
  useEffect(() => void fetchIt(), [fetchIt])
  if (come) return <come.Window {...props} />
  return isMissing ? <EditorMissing onFetch={() => void fetchIt()} /> : <EditorComing />
}

function EditorMissing({ onFetch }: { onFetch: () => void }) {
  return (
    <div className="btn-row" role="status">
      <span className="small">The editor could not be loaded. Try again when you are connected.</span>
      <Button onClick={onFetch}>Try again</Button>
    </div>
  )
}
