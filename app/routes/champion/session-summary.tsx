import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link, useNavigation } from 'react-router'
import { momentText } from '#app/components/dates.ts'
import { Main } from '#app/components/frame/main.tsx'
import { Absent, Attendance, PartsUsed, WhatBecame } from '#app/components/run/summary-parts.tsx'
import { Button, LinkButton } from '#app/components/ui/button.tsx'
import { FormError, TextArea } from '#app/components/ui/field.tsx'
import { PageHead, SectionHead } from '#app/components/ui/head.tsx'
import { keepSummary, SummaryInput } from '#app/domain/cohorts/running/closing.server.ts'
import { type SessionSummary, summaryOf } from '#app/domain/cohorts/running/summary.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { runPaths } from '#app/http/run-paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/session-summary.ts'
import '#app/components/run/run.css'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `Summary: ${loaderData?.summary.session.title ?? 'session'} · Gangway` },
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  return { summary: await answer(() => summaryOf(viewer, { cohort: params.id, session: params.session }, now)), now }
}

/** The words for trainers and leads. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, SummaryInput, async ({ words }) => {
    await keepSummary(viewer, { cohort: params.id, session: params.session }, words, new Date())
    return redirectWithToast(runPaths.sessionSummary(params.id, params.session), 'Saved.')
  })
}

export default function SessionSummaryPage({ loaderData, actionData }: Route.ComponentProps) {
  const { summary, now } = loaderData
  const { session, people, parts, notes } = summary
  return (
    <Main>
      <PageHead
        over={<Link to={paths.cohort(session.cohort.id)}>{session.cohort.name}</Link>}
        title={titleOf(summary)}
        meta={
          <>
            <span>{session.title}</span>
            <span>{momentText(new Date(session.startsAt), session.timeZone, new Date(now))}</span>
          </>
        }
        aside={
          session.closedAt ? undefined : (
            <LinkButton to={runPaths.sessionRun(session.cohort.id, session.id)}>It still runs: go there</LinkButton>
          )
        }
      />
      <Absent summary={summary} now={new Date(now)} />
      <section className="section" aria-labelledby="written">
        <SectionHead
          id="written"
          title="Notes and questions"
          aside={<Link to={paths.sessionTips(session.id)}>Share a tip</Link>}
        />
        <WhatBecame notes={notes} timeZone={session.timeZone} />
      </section>
      {parts.length > 0 && (
        <section className="section" aria-labelledby="parts">
          <SectionHead id="parts" title="Agenda" aside="Of the session, not of anybody in it" />
          <PartsUsed parts={parts} />
        </section>
      )}
      <section className="section" aria-labelledby="attendance">
        <SectionHead id="attendance" title="Attendance" aside="Counts to coverage" />
        <Attendance people={people} action={runPaths.sessionAttendance(session.cohort.id, session.id)} />
      </section>
      <ForLeads words={session.summary} reply={actionData} />
    </Main>
  )
}

function titleOf({ people }: SessionSummary): string {
  const members = people.filter(({ guest }) => !guest)
  const here = members.filter((person) => person.here).length
  const guests = people.length - members.length
  return `${here} of ${members.length} were there${guests > 0 ? `, and ${guests} ${guests === 1 ? 'guest' : 'guests'}` : ''}`
}

function ForLeads({ words, reply }: { words: string | null; reply: Route.ComponentProps['actionData'] }) {
  const [form, fields] = useForm<{ words: string }>({ lastResult: reply, defaultValue: { words: words ?? '' } })
  const busy = useNavigation().state === 'submitting'
  return (
    <section className="section" aria-labelledby="for-leads">
      <SectionHead id="for-leads" title="For trainers and leads" />
      <Form method="post" {...getFormProps(form)} className="form">
        <FormError errors={form.errors} />
        <TextArea
          field={fields.words}
          label="What should they know?"
          hint="Nobody else reads it: what went well, what the material lacks."
          rows={4}
          maxLength={2000}
        />
        <div className="btn-row">
          <Button type="submit" busy={busy} busyWords="Saving">
            Save
          </Button>
        </div>
      </Form>
    </section>
  )
}
