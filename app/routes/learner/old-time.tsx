import { data, Link } from 'react-router'
import { dayText } from '#app/components/dates.ts'
import { Main } from '#app/components/frame/main.tsx'
import { OldTimeTask } from '#app/components/practice/old-time-task.tsx'
import { LinkButton } from '#app/components/ui/button.tsx'
import { Fact, PageHead, SectionHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { localDay } from '#app/domain/migrations/local-days.ts'
import { askedOldTime } from '#app/domain/practice/asked-old-times.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { keptFor } from '#app/offline/kept-for.ts'
import { WaitingNote } from '#app/outbox/waiting-note.tsx'
import type { Route } from './+types/old-time.ts'
import '#app/components/confusion/said-words.css'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData ? titleOf(loaderData) : 'A time to measure'} · Gangway` },
]

export const headers: Route.HeadersFunction = ({ loaderHeaders }) => loaderHeaders

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const told = {
    asked: await answer(() => askedOldTime(viewer, params.id, now)),
    personId: viewer.personId,
    oldProduct: viewer.migration?.oldProduct ?? '',
    today: localDay(now, viewer.migration?.timeZone ?? 'UTC'),
  }
  return data(told, { headers: keptFor(viewer.personId) })
}

export default function OldTimePage({ loaderData }: Route.ComponentProps) {
  const { asked, personId, oldProduct, today } = loaderData
  return (
    <Main>
      <PageHead
        over={<Link to={paths.home()}>Home</Link>}
        title={titleOf(loaderData)}
        meta={!asked.over && <Fact icon="calendar">Until {dayText(asked.until, today)}</Fact>}
      />
      {asked.over ? (
        <Problem
          kind="empty"
          title="This is over"
          level={2}
          action={<LinkButton to={paths.home()}>Go to your start page</LinkButton>}
        >
          {asked.done ? 'Thank you: your time counts.' : 'No more times are taken. There is nothing left to do here.'}
        </Problem>
      ) : (
        <>
          <p>
            {asked.done
              ? 'Thank you: your first time counts. You need not do it again.'
              : `Do the task once in ${oldProduct}, as you do it every day. Then it is known how long it took there, and the new product is compared with that.`}
          </p>
          {asked.words && <p className="said-words">{asked.words}</p>}
          <section className="section" aria-labelledby="do-it">
            <SectionHead id="do-it" title={`Do it in ${oldProduct}`} />
            <OldTimeTask asked={asked} personId={personId} oldProduct={oldProduct} />
          </section>
          <WaitingNote />
          <p className="small muted">
            {asked.askedBy} asks for it. Others see whether you have done it; the time itself only in the middle time of
            five people and more. It says nothing about your training.
          </p>
        </>
      )}
    </Main>
  )
}

function titleOf({ asked, oldProduct }: { asked: { title: string }; oldProduct: string }): string {
  return `How long does “${asked.title}” take in ${oldProduct}?`
}
