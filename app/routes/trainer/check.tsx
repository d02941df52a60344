import { Link } from 'react-router'
import { peopleText } from '#app/components/adoption/check-words.ts'
import { NothingTold } from '#app/components/adoption/checks-table.tsx'
import { FilterRow } from '#app/components/adoption/filter-row.tsx'
import { LookedAtFacts, OneOfBothNote } from '#app/components/adoption/looked-at-facts.tsx'
import { AnswersTable, QuestionsTable } from '#app/components/adoption/questions-table.tsx'
import { percent } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { PageHead, SectionHead } from '#app/components/ui/head.tsx'
import { type CheckRow, checkLookedAt } from '#app/domain/adoption/check-figures.server.ts'
import { asksForBoth, filtersOf, queryOf } from '#app/domain/adoption/filters.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/check.ts'
import '#app/components/adoption/adoption.css'
import '#app/styles/lesson.css'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.looked.check.title ?? 'Check'} · Gangway` },
]

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const query = new URL(request.url).searchParams
  const filters = filtersOf(query)
  const looked = await answer(() => checkLookedAt(viewer, params, filters, new Date()))
  return { looked, filters, askedForBoth: asksForBoth(query), timeZone: migrationOf(viewer).timeZone }
}

export default function CheckPage({ loaderData }: Route.ComponentProps) {
  const { looked, filters, askedForBoth, timeZone } = loaderData
  const { check } = looked
  const query = `?${queryOf({ ...filters, milestone: looked.milestone.slug })}`
  return (
    <Main>
      <PageHead
        over={
          <>
            <Link to={`${paths.adoption()}${query}`}>Adoption</Link>,{' '}
            <Link to={`${adoptionPaths.checks()}${query}`}>checks</Link>
          </>
        }
        title={titleOf(check)}
        meta={<LookedAtFacts looked={looked} measuredAt={looked.measuredAt} timeZone={timeZone} />}
      />
      <FilterRow looked={looked} filters={filters} csv={`${adoptionPaths.checksCsv()}${query}`} />
      {askedForBoth && <OneOfBothNote />}
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
      <p className="source">
        <Link to={paths.measured()}>How each figure is made</Link>
      </p>
    </Main>
  )
}

/** The check, and how much of it people have right at first. */
function titleOf({ title, figures }: CheckRow): string {
  if (figures.told !== 'figures') return title
  return `${title}: ${percent(figures.score, 1)} right at first, n ${peopleText(figures.people)}`
}
