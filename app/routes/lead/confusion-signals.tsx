import { Link } from 'react-router'
import { SignalTable } from '#app/components/confusion/signal-table.tsx'
import { METHOD } from '#app/components/confusion/signal-words.ts'
import { inWords, sentence } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { Fact, PageHead, SectionHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { type Signal, signalsOf } from '#app/domain/adoption/signals/raised.server.ts'
import { can } from '#app/domain/identity/abilities.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/confusion-signals.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData ? titleOf(loaderData.signals) : 'Suspected confusion'} · Gangway` },
]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const signals = await answer(() => signalsOf(viewer))
  return { signals, now, zone: migrationOf(viewer).timeZone, triages: can(viewer, 'confusion.triage') }
}

function titleOf(signals: readonly Signal[]): string {
  const open = signals.filter(({ done }) => done === null).length
  if (open === 0) return 'Nothing unusual waits to be looked at'
  return sentence(
    `${inWords(open)} ${open === 1 ? 'sign of confusion waits' : 'signs of confusion wait'} to be looked at`,
  )
}

export default function ConfusionSignalsPage({ loaderData }: Route.ComponentProps) {
  const { signals, now, zone, triages } = loaderData
  const waiting = signals.filter(({ done }) => done === null)
  const done = signals.filter((one) => one.done !== null)
  const today = { now, zone }
  return (
    <Main>
      <PageHead
        over={
          <>
            <Link to={paths.confusion()}>Confusion</Link>, suspected
          </>
        }
        title={titleOf(signals)}
        meta={<Fact>Measured at blocks, of groups. Nobody is named, and nobody said it.</Fact>}
      />
      <section className="section" aria-labelledby="waiting">
        <SectionHead id="waiting" title="To look at" />
        {waiting.length > 0 ? (
          <SignalTable caption="To look at" signals={waiting} triages={triages} today={today} />
        ) : (
          <Problem kind="empty" title="No block stands out">
            Blocks where people stall, fail a lab or take hints unusually often appear here.
          </Problem>
        )}
      </section>
      {done.length > 0 && (
        <section className="section" aria-labelledby="done">
          <SectionHead id="done" title="Taken up or dismissed" />
          <SignalTable caption="Taken up or dismissed" signals={done} triages={triages} today={today} />
        </section>
      )}
      <p className="source">
        {METHOD} <Link to={paths.measured()}>How each figure is made</Link>
      </p>
    </Main>
  )
}
