import type { SentLink } from '#app/domain/identity/invitations.server.ts'
import { ShownOnce } from './shown-once.tsx'

/** A link that no mail carries: shown this once, to be handed over by hand. */
export function HandOver({ sent, until, back }: { sent: SentLink & { link: string }; until: string; back: string }) {
  return (
    <ShownOnce
      secret={sent.link}
      copy="Copy the link"
      copied="The link is copied"
      note={`It works once, ${until}, and is not shown again.`}
      back={back}
    >
      No mail server is set, so this link reaches <strong>{sent.to}</strong> only through you. Whoever opens it can
      choose their password: send it to nobody else.
    </ShownOnce>
  )
}
