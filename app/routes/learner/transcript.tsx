import { localOf, shortDayText } from '#app/components/dates.ts'
import { inWords, sentence } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { DueTable } from '#app/components/home/due-table.tsx'
import { CompletionList } from '#app/components/transcript/completion-list.tsx'
import { MilestoneList } from '#app/components/transcript/milestone-list.tsx'
import { buttonClass, LinkButton } from '#app/components/ui/button.tsx'
import { PageHead, SectionHead } from '#app/components/ui/head.tsx'
import { PrintButton } from '#app/components/ui/print-button.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { homeOf } from '#app/domain/progress/home.server.ts'
import { transcriptOf } from '#app/domain/progress/transcript.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/transcript.ts'
import '#app/styles/pages/transcript.css'

export const meta: Route.MetaFunction = () => [{ title: 'Transcript · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const [{ completions }, home] = await answer(() => Promise.all([transcriptOf(viewer), homeOf(viewer, now)]))
  const zone = viewer.migration?.timeZone ?? 'UTC'
  const milestones = home.milestones.filter(({ assigned }) => assigned > 0)
  const whose = [viewer.name, viewer.migration?.organisation].filter(Boolean).join(', ')
  return { completions, milestones, open: home.todo, today: localOf(now, zone).date, zone, whose }
}

export default function TranscriptPage({ loaderData }: Route.ComponentProps) {
  const { completions, milestones, open, today, zone, whose } = loaderData
  return (
    <Main>
      <PageHead
        over="Transcript"
        title={titleOf(completions.length)}
        aside={completions.length > 0 && <Exports />}
        meta={
          <>
            <span>{whose}</span>
            <span>Days in {zone}. Nobody can take a completion away, and a new release adds to it.</span>
          </>
        }
      />
      {completions.length === 0 ? (
        <Problem
          kind="empty"
          title="Your first module comes next"
          level={2}
          action={<LinkButton to={paths.home()}>Go to your next step</LinkButton>}
        >
          Each module that you complete is listed here with its date and release.
        </Problem>
      ) : (
        <CompletionList completions={completions} zone={zone} today={today} />
      )}
      {milestones.length > 0 && (
        <section className="section" aria-labelledby="milestones">
          <SectionHead id="milestones" title="By milestone" />
          <MilestoneList milestones={milestones} today={today} />
        </section>
      )}
      {open.length > 0 && (
        <section className="section" aria-labelledby="open">
          <SectionHead id="open" title="Still open" />
          <DueTable steps={open} today={today} caption="Still open" />
        </section>
      )}
      <p className="print-only">Printed {shortDayText(today, '')}</p>
    </Main>
  )
}

function titleOf(completions: number): string {
  if (completions === 0) return 'Nothing completed yet'
  return `${sentence(inWords(completions))} ${completions === 1 ? 'completion' : 'completions'} on your record`
}

/** The record for other programs, and for paper. */
function Exports() {
  return (
    <div className="btn-row">
      <a className={buttonClass({})} href={paths.transcriptCsv()} download>
        CSV
      </a>
      <a className={buttonClass({})} href={paths.transcriptXapi()} download>
        xAPI
      </a>
      <PrintButton />
    </div>
  )
}
