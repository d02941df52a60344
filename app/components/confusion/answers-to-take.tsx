import { TextButton } from '../ui/button.tsx'
import '../champions/champions.css'

/** A template with its places filled as far as they are known. */
export type FilledAnswer = { slug: string; title: string; words: string }

type AnswersToTakeProps = {
  ready: readonly FilledAnswer[]
  /** the id of the field that the words go into */
  area: string
  onTaken: (answer: FilledAnswer) => void
}

/** Puts the words of a template into the answer, behind what is typed already. */
export function AnswersToTake({ ready, area, onTaken }: AnswersToTakeProps) {
  const take = (answer: FilledAnswer) => {
    const field = document.getElementById(area)
    if (!(field instanceof HTMLTextAreaElement)) return
    field.value = [field.value.trim(), answer.words].filter((words) => words !== '').join('\n\n')
    field.focus()
    onTaken(answer)
  }
  return (
    <div className="needs-script">
      <p className="label">Ready answers</p>
      <ul className="ready-answers">
        {ready.map((answer) => (
          <li key={answer.slug}>
            <TextButton onClick={() => take(answer)}>{`Use “${answer.title}”`}</TextButton>
          </li>
        ))}
      </ul>
    </div>
  )
}
