import { Link } from 'react-router'
import { AdoptionFrame } from '#app/components/adoption/adoption-frame.tsx'
import { peopleText } from '#app/components/adoption/check-words.ts'
import { NothingTold } from '#app/components/adoption/checks-table.tsx'
import { HowMade } from '#app/components/adoption/how-made.tsx'
import { AnswersTable, QuestionsTable } from '#app/components/adoption/questions-table.tsx'
import { percent } from '#app/components/format.ts'
import { SectionHead } from '#app/components/ui/head.tsx'
import { type CheckRow, checkLookedAt } from '#app/domain/adoption/check-figures.server.ts'
import { filtersOf, queryOf } from '#app/domain/adoption/filters.ts'
import { frameOf } from '#app/http/adoption-frame.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/check.ts'
import '#app/styles/lesson.css'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.looked.check.title ?? 'Check'} · Gangway` },
]

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const query = new URL(request.url).searchParams
  const filters = filtersOf(query)
  const looked = await answer(() => checkLookedAt(viewer, params, filters, new Date()))
  return { looked, frame: await answer(() => frameOf(viewer, request, filters)) }
}

export default function CheckPage({ loaderData }: Route.ComponentProps) {
  const { looked, frame } = loaderData
  const { check } = looked
  const query = `?${queryOf({ ...frame.filters, milestone: looked.milestone.slug })}`
  return (
    <AdoptionFrame
      here="checks"
      over={<Link to={`${adoptionPaths.checks()}${query}`}>All checks</Link>}
      title={titleOf(check)}
      looked={looked}
      frame={frame}
      csv={adoptionPaths.checksCsv()}
    >
      <section className="section" aria-labelledby="questions">
        <SectionHead
          id="questions"
          title="Questions"
          aside={<Link to={paths.module(check.moduleSlug, check.blockId)}>{check.moduleTitle}</Link>}
        />
        {check.figures.told === 'figures' ? (
          <QuestionsTable questions={check.figures.questions} />
        ) : (
          <p>
            <NothingTold told={check.figures.told} />
          </p>
        )}
      </section>
      {check.figures.told === 'figures' && (
        <section className="section" aria-labelledby="answers">
          <SectionHead id="answers" title="Answers given" aside="At the first submission" />
          {check.figures.questions.map((figures) => (
            <AnswersTable key={figures.question.id} figures={figures} />
          ))}
        </section>
      )}
      <HowMade metrics={['checkScore', 'facility', 'discrimination', 'answersGiven']} />
    </AdoptionFrame>
  )
}

/** The check, and how much of it people have right at first. */
function titleOf({ title, figures }: CheckRow): string {
  if (figures.told !== 'figures') return title
  return `${title}: ${percent(figures.score, 1)} right at first, n ${peopleText(figures.people)}`
}
