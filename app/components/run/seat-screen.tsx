import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { Form, useNavigation } from 'react-router'
import type { SeatView } from '#app/domain/cohorts/running/run-view.server.ts'
import { paths } from '#app/http/paths.ts'
import { runPaths } from '#app/http/run-paths.ts'
import { localOf } from '../dates.ts'
import { Main } from '../frame/main.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Checkbox } from '../ui/choice.tsx'
import { FormError, TextArea } from '../ui/field.tsx'
import { Fact, PageHead } from '../ui/head.tsx'
import { Problem } from '../ui/problem.tsx'
import { useLive } from './use-live.ts'
import './run.css'

type SeatProps = {
  seat: SeatView
  made: string
  name: string
  timeZone: string
  reply: SubmissionResult<string[]> | undefined
}

/** A session on one's own phone: what the room is doing, the way to its module, and a question for later. */
export function SeatScreen({ seat: initial, made, name, timeZone, reply }: SeatProps) {
  const live = useLive<SeatView>(runPaths.seatLive(initial.id), { now: made, state: initial })
  const seat = live.state
  const since = localOf(new Date(seat.since), timeZone).time
  return (
    <Main>
      <PageHead
        over={seat.cohort}
        title={seat.title}
        meta={
          <>
            <Fact icon="met">You are checked in since {since}</Fact>
            {seat.comes && <Fact icon="help">{seat.comes} is coming to you</Fact>}
            {live.link === 'away' && <Fact icon="kept">No connection: this may be old</Fact>}
          </>
        }
      />
      {seat.closedAt ? (
        <Problem kind="empty" level={2} title="This session is over" action={<AfterIt session={seat.id} />}>
          Thank you for coming. What you did counts, and what you reported is being looked at.
        </Problem>
      ) : (
        <>
          <NowHere part={seat.part} />
          <Question name={name} reply={reply} />
        </>
      )}
    </Main>
  )
}

function AfterIt({ session }: { session: string }) {
  return (
    <div className="btn-row">
      <LinkButton to={paths.sessionTips(session)}>Share a tip</LinkButton>
      <LinkButton to={paths.home()}>Home</LinkButton>
    </div>
  )
}

function NowHere({ part }: { part: SeatView['part'] }) {
  if (!part) return null
  return (
    <section className="section seat" aria-labelledby="now">
      <div>
        <p className="over">
          Now, part {part.place} of {part.of}
        </p>
        <h2 id="now">{part.title}</h2>
      </div>
      {part.module ? (
        <p className="btn-row">
          <LinkButton kind="primary" to={paths.module(part.module.slug)} iconAfter="next">
            {part.module.title}
          </LinkButton>
        </p>
      ) : (
        <p className="muted">Nothing to do on your phone in this part.</p>
      )}
    </section>
  )
}

function Question({ name, reply }: { name: string; reply: SeatProps['reply'] }) {
  const [form, fields] = useForm<{ words: string; named: boolean }>({ lastResult: reply })
  const busy = useNavigation().state === 'submitting'
  return (
    <section className="section seat" aria-labelledby="ask">
      <h2 id="ask">A question for later</h2>
      <Form method="post" {...getFormProps(form)} className="form">
        <FormError errors={form.errors} />
        <TextArea
          field={fields.words}
          label="Your question"
          hint="It goes to the parking lot, which the whole room sees."
          rows={2}
          maxLength={500}
        />
        <Checkbox name={fields.named.name}>Say that {name} asks</Checkbox>
        <div className="btn-row">
          <Button type="submit" busy={busy} busyWords="Asking">
            Ask later
          </Button>
        </div>
      </Form>
    </section>
  )
}
