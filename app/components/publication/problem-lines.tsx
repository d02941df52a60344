import { type Problem, problemLine } from '#app/lessons/problem.ts'
import { SectionHead } from '../ui/head.tsx'

/** What is wrong in a file, a line each, as `content:check` and editors write it. */
export function ProblemLines({ problems }: { problems: readonly Problem[] }) {
  return (
    <section aria-labelledby="problems">
      <SectionHead id="problems" title="What is wrong in the file" />
      <ul className="lines">
        {problems.map((problem) => (
          <li key={problemLine(problem)}>{problemLine(problem)}</li>
        ))}
      </ul>
    </section>
  )
}
