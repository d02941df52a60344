import { useState } from 'react'
import { Button, LinkButton } from '#app/components/ui/button.tsx'
import type { SentLink } from '#app/domain/identity/invitations.server.ts'

/** A link that no mail carries: shown this once, to be handed over by hand. */
export function HandOver({ sent, until, back }: { sent: SentLink & { link: string }; until: string; back: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(sent.link)
    setCopied(true)
  }
  return (
    <div className="form">
      <p>
        No mail server is set, so this link reaches <strong>{sent.to}</strong> only through you. Whoever opens it can
        choose their password: send it to nobody else.
      </p>
      <p className="hand-over">{sent.link}</p>
      <p className="small muted">It works once, {until}, and is not shown again.</p>
      <p className="btn-row">
        <Button kind="primary" icon={copied ? 'check' : 'link'} onClick={() => void copy()}>
          {copied ? 'Copied' : 'Copy the link'}
        </Button>
        <LinkButton to={back}>Done</LinkButton>
        <span className="sr" role="status">
          {copied ? 'The link is copied' : ''}
        </span>
      </p>
    </div>
  )
}
