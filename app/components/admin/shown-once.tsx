import { type ReactNode, useState } from 'react'
import { Button, LinkButton } from '#app/components/ui/button.tsx'

type ShownOnceProps = {
  secret: string
  /** on the button, and what is said after it was pressed */
  copy: string
  copied: string
  /** how long it works, and that it is not shown again */
  note: string
  back: string
  /** whom it is for */
  children: ReactNode
}

/** A secret that is shown this once, to be copied and handed over. */
export function ShownOnce({ secret, copy, copied, note, back, children }: ShownOnceProps) {
  const [done, setDone] = useState(false)
  const toClipboard = async () => {
    await navigator.clipboard.writeText(secret)
    setDone(true)
  }
  return (
    <div className="form">
      <p>{children}</p>
      <p className="hand-over">{secret}</p>
      <p className="small muted">{note}</p>
      <p className="btn-row">
        <Button kind="primary" icon={done ? 'check' : 'link'} onClick={() => void toClipboard()}>
          {done ? 'Copied' : copy}
        </Button>
        <LinkButton to={back}>Done</LinkButton>
        <span className="sr" role="status">
          {done ? copied : ''}
        </span>
      </p>
    </div>
  )
}
