import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import type { CheckQuestion, ChoiceQuestion } from '#app/lessons/questions.ts'
import type { QuestionProps } from './check-form.tsx'

type LateProps = QuestionProps<Exclude<CheckQuestion, ChoiceQuestion>>

/**
 * Comes to a browser with the first check that asks for more than choices. The server has it at hand, because it draws a
 * page in one go.
 */
const OtherQuestion = import.meta.env.SSR
  ? (await import('../questions/other-question.tsx')).OtherQuestion
  : lazy(() => import('../questions/other-question.tsx').then(asCome))

/** Whether it is here, so that a question is drawn without waiting. */
let hasCome = import.meta.env.SSR

function asCome(module: typeof import('../questions/other-question.tsx')) {
  hasCome = true
  return { default: module.OtherQuestion }
}

/**
 * A question whose script may be on the way. Until it is here the question stays as the server drew it, whatever changes
 * meanwhile: React would throw away what was drawn, and what somebody typed into it.
 */
export function LateQuestion(props: LateProps) {
  const [drawn] = useState(props)
  const [isAlive, setAlive] = useState(hasCome)
  const shown = isAlive ? props : drawn
  return useMemo(
    () => (
      <Suspense fallback={<p className="small muted">Loading the question.</p>}>
        <OtherQuestion {...shown} />
        <Alive tell={setAlive} />
      </Suspense>
    ),
    [shown],
  )
}

/** Says that what stands beside it has come alive. */
function Alive({ tell }: { tell: (isAlive: true) => void }) {
  useEffect(() => tell(true), [tell])
  return null
}
