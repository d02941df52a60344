import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link } from 'react-router'
import { Main } from '#app/components/frame/main.tsx'
import { SessionPlace } from '#app/components/sessions/session-place.tsx'
import { longTimesText, ownReplyText } from '#app/components/sessions/session-words.ts'
import { Button } from '#app/components/ui/button.tsx'
import { ChoiceField } from '#app/components/ui/choice.tsx'
import { FormError, TextField } from '#app/components/ui/field.tsx'
import { Fact, PageHead, SectionHead } from '#app/components/ui/head.tsx'
import { replyTo } from '#app/domain/cohorts/sessions/replies.server.ts'
import { ReplyInput } from '#app/domain/cohorts/sessions/session-input.ts'
import { ownSession } from '#app/domain/cohorts/sessions/sessions.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/session.ts'
import '#app/components/milestones/milestones.css'
import '#app/components/sessions/sessions.css'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.session.title ?? 'Session'} · Gangway` },
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  return { session: await answer(() => ownSession(viewer, params.session, now)), now }
}

const SAID = {
  coming: 'You are expected. Thank you.',
  'not coming': 'Noted: you are not coming.',
  waiting: 'It is full. You are on the waiting list and are told when a place is free.',
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, ReplyInput, async (input) => {
    const reply = await replyTo(viewer, params.session, input, new Date())
    return redirectWithToast(paths.session(params.session), SAID[reply])
  })
}

type Session = Route.ComponentProps['loaderData']['session']

export default function OwnSessionPage({ loaderData, actionData }: Route.ComponentProps) {
  const { session, now } = loaderData
  return (
    <Main>
      <PageHead
        over={session.cohort}
        title={session.title}
        meta={
          <>
            <Fact icon="calendar">
              {longTimesText(session, now)}, {session.timeZone}
            </Fact>
            {session.champion && <Fact icon="person">With {session.champion}</Fact>}
          </>
        }
      />
      <Standing session={session} />
      <section className="section" aria-labelledby="plan">
        <SectionHead id="plan" title="Where and what for" />
        <Plan session={session} />
      </section>
      {isOpen(session) && (
        <section className="section" aria-labelledby="reply">
          <SectionHead id="reply" title={session.reply ? 'Change your reply' : 'Do you come?'} />
          <ReplyForm session={session} lastResult={actionData ?? null} />
        </section>
      )}
      <p className="section small muted">
        <Link to={paths.ownCalendar()}>See your sessions in your own calendar</Link>
      </p>
    </Main>
  )
}

const isOpen = ({ toCome, cancelledAt, withdrawnAt }: Session) => toCome && !cancelledAt && !withdrawnAt

/** Whether it takes place for them, and what they said. */
function Standing({ session }: { session: Session }) {
  if (session.cancelledAt) {
    return (
      <div className="note note-warn">
        <p>
          <strong>This session is cancelled.</strong>
        </p>
        <p className="session-words">{session.cancelWords}</p>
      </div>
    )
  }
  if (session.withdrawnAt) {
    return <p className="note">You are no longer in this cohort, so you are not expected.</p>
  }
  if (!session.toCome) return <p className="note">This session has begun or is over, so replies are closed.</p>
  if (session.reply === null) return null
  return (
    <p className="note">
      <strong>{ownReplyText[session.reply]}.</strong>
      {session.inLine !== null && ` You are number ${session.inLine} in line, and are told when a place is free.`}
    </p>
  )
}

function Plan({ session }: { session: Session }) {
  return (
    <dl className="facts">
      <SessionPlace place={session.place} link={session.link} unknown="The place follows" />
      <dt>Prepares for</dt>
      <dd>{session.milestone}</dd>
      {session.capacity !== null && (
        <>
          <dt>Places</dt>
          <dd>{`${session.coming} of ${session.capacity} taken`}</dd>
        </>
      )}
      {session.words && (
        <>
          <dt>Beforehand</dt>
          <dd className="session-words">{session.words}</dd>
        </>
      )}
    </dl>
  )
}

type FormProps = { session: Session; lastResult: NonNullable<Parameters<typeof useForm<ReplyInput>>[0]>['lastResult'] }

function ReplyForm({ session, lastResult }: FormProps) {
  const chosen = session.reply === 'not coming' ? 'not coming' : session.reply ? 'coming' : undefined
  const [form, fields] = useForm<ReplyInput>({
    lastResult: lastResult ?? null,
    defaultValue: { reply: chosen, words: session.replyWords ?? '' },
  })
  const isFull = session.capacity !== null && session.coming >= session.capacity && session.reply !== 'coming'
  return (
    <Form method="post" {...getFormProps(form)} className="stack-form">
      <FormError errors={form.errors} />
      <ChoiceField
        field={fields.reply}
        label="Your reply"
        labelHidden
        options={[
          {
            value: 'coming',
            label: isFull ? 'Yes, if a place becomes free' : 'Yes, I come',
            note: isFull ? 'It is full now: you wait in line.' : undefined,
          },
          { value: 'not coming', label: 'No, I cannot come' },
        ]}
      />
      <TextField field={fields.words} label="A word to your champion (optional)" maxLength={300} autoComplete="off" />
      <p>
        <Button type="submit" kind="primary">
          Send the reply
        </Button>
      </p>
    </Form>
  )
}
