import { Form, useNavigation } from 'react-router'
import { Button } from '#app/components/ui/button.tsx'
import { Checkbox } from '#app/components/ui/choice.tsx'
import { CHOSEN_KINDS, kindWords, type NoticeKind } from '#app/domain/notices/kinds.ts'
import { paths } from '#app/http/paths.ts'

/** Of which notices one also gets a mail. Everything is told here in any case. `#mail` is where mails lead to. */
export function NoticePreferences({ preferences }: { preferences: Readonly<Record<NoticeKind, boolean>> }) {
  const navigation = useNavigation()
  const busy = navigation.formAction === paths.noticePreferences()
  return (
    <section id="mail" aria-labelledby="mail-title">
      <h2 id="mail-title">What you get by mail</h2>
      <Form method="post" action={paths.noticePreferences()} preventScrollReset>
        <p className="small muted">Everything is told on this site in any case.</p>
        <div className="choices-lined">
          {CHOSEN_KINDS.map((kind) => (
            <Checkbox
              key={kind}
              name="mail"
              value={kind}
              defaultChecked={preferences[kind]}
              note={kindWords[kind].what}
            >
              {kindWords[kind].name}
            </Checkbox>
          ))}
          <Checkbox name="account" checked readOnly unavailable={kindWords.account.what}>
            {kindWords.account.name}
          </Checkbox>
        </div>
        <p className="btn-row">
          <Button type="submit" busy={busy} busyWords="Saving">
            Save
          </Button>
        </p>
      </Form>
    </section>
  )
}
