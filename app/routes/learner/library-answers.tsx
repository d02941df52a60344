import { Form, Link } from 'react-router'
import { counted, inWords, sentence } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { AnswerList } from '#app/components/library/answer-list.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { TextField } from '#app/components/ui/field.tsx'
import { PageHead, SectionHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { headline } from '#app/domain/confusion/headline.ts'
import { libraryAnswers, retiredAnswers } from '#app/domain/confusion/lasting/library-answers.server.ts'
import { can } from '#app/domain/identity/abilities.ts'
import { lastingPaths } from '#app/http/lasting-paths.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/library-answers.ts'
import '#app/styles/pages/library.css'

export const meta: Route.MetaFunction = () => [{ title: 'Answered questions · Gangway' }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const query = new URL(request.url).searchParams.get('q')?.slice(0, 200) ?? ''
  const edits = can(viewer, 'confusion.triage')
  const [answers, retired] = await Promise.all([libraryAnswers(viewer, query), edits ? retiredAnswers(viewer) : []])
  return { query, answers, retired, edits }
}

export default function LibraryAnswersPage({ loaderData: { query, answers, retired, edits } }: Route.ComponentProps) {
  return (
    <Main>
      <PageHead
        over={<Link to={paths.library()}>Library</Link>}
        title="Answered questions"
        meta={<span>{counted(answers.length, 'answer', 'answers')}</span>}
      />
      <Form method="get" className="library-form" role="search" aria-label="Answered questions" autoComplete="off">
        <div className="library-search">
          <TextField key={query} field={{ id: 'q', name: 'q', defaultValue: query }} type="search" label="Search" />
          <Button type="submit" icon="search">
            Search
          </Button>
        </div>
      </Form>
      {answers.length > 0 ? (
        <section aria-labelledby="found">
          <SectionHead id="found" title={query ? `${sentence(inWords(answers.length))} found` : 'All questions'} />
          <AnswerList answers={answers} level={3} edits={edits} />
        </section>
      ) : (
        <Nothing query={query} />
      )}
      {retired.length > 0 && !query && (
        <section className="section" aria-labelledby="retired">
          <SectionHead id="retired" title="Retired" aside="Nobody finds these." />
          <ul className="lines">
            {retired.map(({ id, question }) => (
              <li key={id}>
                <Link to={lastingPaths.libraryAnswer(id)}>{headline(question)}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Main>
  )
}

function Nothing({ query }: { query: string }) {
  if (query) {
    return (
      <Problem
        kind="empty"
        title={`No answer has “${query}”`}
        level={2}
        action={<Link to={lastingPaths.libraryAnswers()}>Show all answers</Link>}
      >
        Try a shorter word. What is unclear in a module can be reported at its blocks.
      </Problem>
    )
  }
  return (
    <Problem kind="empty" title="Nothing is answered for everyone yet" level={2}>
      Answers to what people asked in modules appear here.
    </Problem>
  )
}
