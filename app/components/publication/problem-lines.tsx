import { Fragment } from 'react'
import type { Lines } from '#app/lessons/module-rest.server.ts'
import { type Excerpt, type Problem, problemLine } from '#app/lessons/problem.ts'
import { FilePath } from './file-path.tsx'
import '#app/styles/pages/preview.css'

type ProblemLinesProps = {
  problems: readonly (Problem & { excerpt: Excerpt | null })[]
  /** the file that is shown; problems of another one name it */
  path: string
  leftOut: readonly Lines[]
}

/** What is wrong in a file, beside what of it can be shown: each with its place and what stands there. */
export function ProblemLines({ problems, path, leftOut }: ProblemLinesProps) {
  return (
    <aside className="lesson-rule problems" aria-labelledby="problems">
      <h2 className="label" id="problems">
        What is wrong in the file
      </h2>
      <ol>
        {problems.map((problem) => (
          <li key={problemLine(problem)}>
            <p className="xs muted num">
              {problem.file !== path && (
                <>
                  <FilePath path={problem.file} />,{' '}
                </>
              )}
              {`Line ${problem.line}, column ${problem.column}`}
            </p>
            <p>{problem.message}</p>
            {problem.excerpt && <Written {...problem.excerpt} />}
          </li>
        ))}
      </ol>
      {leftOut.length > 0 && (
        <p className="xs muted">
          Left out of what is shown:{' '}
          {leftOut.map(({ from, to }, place) => (
            <Fragment key={from}>
              {place > 0 && ', '}
              {from === to ? `line ${from}` : `lines ${from} to ${to}`}
            </Fragment>
          ))}
          .
        </p>
      )}
    </aside>
  )
}

/** The line as it was written, marked from the mistake on. */
function Written({ before, from }: Excerpt) {
  return (
    <code>
      {before}
      <mark>{from || ' '}</mark>
    </code>
  )
}
