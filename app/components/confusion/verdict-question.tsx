import { Form, useNavigation } from 'react-router'
import { Button, LinkButton } from '#app/components/ui/button.tsx'
import { StatusMark } from '#app/components/ui/status-mark.tsx'
import { SILENT_AFTER_DAYS } from '#app/domain/confusion/silence.ts'
import { paths } from '#app/http/paths.ts'

type VerdictQuestionProps = { id: string; verdict: 'yes' | 'no' | 'asked'; isSilent: boolean }

/** "Does this help?": yes is one click; no asks what is still unclear, and opens the question again, however late. */
export function VerdictQuestion({ id, verdict, isSilent }: VerdictQuestionProps) {
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
      <p className="small muted">
        {isSilent && verdict === 'asked'
          ? `You said nothing for ${SILENT_AFTER_DAYS} days, so it counts as closed. If it does not help, say so: it is opened again.`
          : `Without a word from you it counts as closed after ${SILENT_AFTER_DAYS} days.`}
      </p>
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
