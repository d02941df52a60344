import { Form, useNavigation } from 'react-router'
import { Button, LinkButton } from '#app/components/ui/button.tsx'
import { StatusMark } from '#app/components/ui/status-mark.tsx'
import { paths } from '#app/http/paths.ts'

/** "Does this help?": yes is one click; no asks what is still unclear, and opens the question again. */
export function VerdictQuestion({ id, verdict }: { id: string; verdict: 'yes' | 'no' | 'asked' }) {
  const busy = useNavigation().state === 'submitting'
  if (verdict === 'yes') {
    return (
      <p className="helped">
        <StatusMark state="met">It helped</StatusMark> <span className="small muted">Thank you for saying so.</span>
      </p>
    )
  }
  return (
    <section className="helped" aria-labelledby="verdict">
      <h3 id="verdict">Does this help?</h3>
      <Form method="post" action={paths.reportVerdict(id)} className="btn-row">
        <input type="hidden" name="helped" value="yes" />
        <Button type="submit" kind="primary" busy={busy} busyWords="Saving">
          Yes
        </Button>
        <LinkButton to={paths.reportVerdict(id)} preventScrollReset>
          No, not yet
        </LinkButton>
      </Form>
    </section>
  )
}
