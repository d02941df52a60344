import { Link } from 'react-router'
import { PageLink } from '#app/components/ui/page-link.tsx'
import { headline } from '#app/domain/confusion/headline.ts'
import type { LibraryAnswer } from '#app/domain/confusion/lasting/lasting.ts'
import { lastingPaths } from '#app/http/lasting-paths.ts'
import { paths } from '#app/http/paths.ts'
import '#app/components/confusion/said-words.css'

type AnswerListProps = { answers: readonly LibraryAnswer[]; level: 2 | 3; edits?: boolean }

/** Questions with their answers, and where they were asked. */
export function AnswerList({ answers, level, edits = false }: AnswerListProps) {
  const Heading = `h${level}` as const
  return (
    <ul className="library">
      {answers.map(({ id, question, words, place }) => (
        <li key={id} id={id}>
          <Heading className="library-title">{headline(question)}</Heading>
          {headline(question) !== question && <p className="small muted said-words">{question}</p>}
          <p className="said-words">{words}</p>
          <p className="library-facts small muted">
            {place && <PageLink to={paths.module(place.slug, place.block ?? undefined)}>{place.title}</PageLink>}
            {edits && (
              <Link to={lastingPaths.libraryAnswer(id)} aria-label={`Edit “${headline(question)}”`}>
                Edit
              </Link>
            )}
          </p>
        </li>
      ))}
    </ul>
  )
}
