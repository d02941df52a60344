import { concernOf, type QuestionFigures } from '#app/domain/adoption/item-analysis.ts'
import { interval, percent } from '../format.ts'
import { Prose } from '../lesson/lesson-blocks.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'
import { CONCERNS, discriminationText, peopleText } from './check-words.ts'

/** The questions of one check, each with its figures and what to do about it. */
export function QuestionsTable({ questions }: { questions: readonly QuestionFigures[] }) {
  return (
    <>
      <Table caption="Questions" narrow="list" columns="repeat(2, minmax(0, 1fr))">
        <TableHead>
          <ColumnHead>Question</ColumnHead>
          <ColumnHead right>Right at first</ColumnHead>
          <ColumnHead right>Tells apart</ColumnHead>
          <ColumnHead width="30%">To look at</ColumnHead>
        </TableHead>
        <TableBody>
          {questions.map((figures, place) => (
            <QuestionRow key={figures.question.id} figures={figures} place={place} />
          ))}
        </TableBody>
      </Table>
      <p className="source">
        Right at first: people right ÷ people asked, with a 95% interval. Tells apart: the point-biserial correlation of
        this question with the others, from −1 to 1; from 0.2 on it parts those who know from those who do not.
      </p>
    </>
  )
}

function QuestionRow({ figures, place }: { figures: QuestionFigures; place: number }) {
  const { question, people, right, interval: bounds, discrimination } = figures
  const concern = concernOf(figures)
  const asPercent = (share: number) => percent(share, 1)
  return (
    <Row>
      <RowHead>
        <a className="plain" href={`#question-${question.id}`}>
          Question {place + 1}
        </a>
        <Prose html={question.html} small />
      </RowHead>
      <Cell
        label="Right at first"
        right
        strong
        sub={`n ${peopleText(people)}${bounds ? `, ${interval(bounds.low, bounds.high, asPercent)}` : ''}`}
      >
        {percent(right, people)}
      </Cell>
      <Cell label="Tells apart" right>
        {discriminationText(discrimination)}
      </Cell>
      <Cell label="To look at" full sub={concern ? CONCERNS[concern].what : undefined}>
        {concern ? (
          <StatusMark state="major">{CONCERNS[concern].name}</StatusMark>
        ) : (
          <StatusMark state="done">Nothing stands out</StatusMark>
        )}
      </Cell>
    </Row>
  )
}

/** What was given to one question, the answers in the author's order or the most frequent first. */
export function AnswersTable({ figures }: { figures: QuestionFigures }) {
  const { question, people, answers } = figures
  return (
    <section id={`question-${question.id}`} className="section question-answers">
      <Prose html={question.html} small />
      <Table caption={`Answers to ${question.id}`}>
        <TableHead>
          <ColumnHead>{HEADS[question.kind ?? 'choices']}</ColumnHead>
          <ColumnHead>Right</ColumnHead>
          <ColumnHead right>People</ColumnHead>
          <ColumnHead right>Share</ColumnHead>
        </TableHead>
        <TableBody>
          {answers.map(({ html, words, right, people: gave }) => (
            <Row key={`${html} ${words}`}>
              <RowHead sub={html ? words : undefined}>{html ? <Prose html={html} small /> : words}</RowHead>
              <Cell>{right ? <StatusMark state="met">Right</StatusMark> : <span className="muted">Wrong</span>}</Cell>
              <Cell right>{gave}</Cell>
              <Cell right>{percent(gave, people)}</Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </section>
  )
}

/** What an answer to each kind of question is. */
const HEADS = {
  choices: 'Choice',
  order: 'Item at its place',
  pairs: 'Pair',
  number: 'Number',
  text: 'Words',
} as const
