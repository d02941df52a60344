import { headline } from '#app/domain/confusion/headline.ts'
import type { PublicAnswer } from '#app/domain/confusion/open-reports.ts'
import './said-words.css'
import './report.css'

/** What the migration team answered for everyone who comes to a block. */
export function BlockAnswers({ answers }: { answers: readonly PublicAnswer[] }) {
  return answers.map((answer) => (
    <aside
      key={`${answer.question} ${answer.words}`}
      className="note small block-answer"
      aria-label={`Answered: ${headline(answer.question)}`}
    >
      <p className="muted">Asked here: “{headline(answer.question)}”</p>
      <p className="said-words">{answer.words}</p>
    </aside>
  ))
}
