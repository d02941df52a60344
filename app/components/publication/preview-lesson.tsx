import { useState } from 'react'
import { drawnQuestions } from '#app/domain/practice/draw.ts'
import { feedback, grade } from '#app/domain/practice/grading.ts'
import type { CheckState } from '#app/domain/progress/standing.ts'
import type { Answers, CheckKey, CheckKeys } from '#app/lessons/questions.ts'
import type { Lesson } from '#app/lessons/tree.ts'
import type { Happening } from '#app/outbox/outbox.ts'
import { WithoutRecording } from '#app/outbox/outbox-context.tsx'
import { LessonBlocks } from '../lesson/lesson-blocks.tsx'
import { Practice } from '../practice/practice.tsx'

type PreviewLessonProps = {
  /** names what is shown: another one begins anew */
  release: string
  lesson: Lesson
  /** answers are graded here, because nothing is sent */
  keys: CheckKeys
  personId: string
  products: { oldProduct: string; newProduct: string }
  language: string
}

/** A lesson as a learner would see it. Labs and checks work; nothing of it leaves the page. */
export function PreviewLesson({ release, lesson, keys, personId, products, language }: PreviewLessonProps) {
  const [checks, setChecks] = useState<Record<string, CheckState>>({})
  const tell = (happening: Happening) => {
    if (happening.type !== 'check-answered') return
    const { block: id, data } = happening
    const block = lesson.blocks.find((one) => one.id === id)
    if (block?.kind !== 'check') return
    const nth = data.nth ?? 0
    const asked = drawnQuestions(block.definition, { person: personId, nth }).map((question) => question.id)
    setChecks((known) => ({ ...known, [id]: graded(keys[id] ?? {}, { answers: data.answers, asked, nth }, known[id]) }))
  }
  return (
    <WithoutRecording tell={tell}>
      <LessonBlocks
        blocks={lesson.blocks}
        nested={(block) => (
          <Practice
            block={block}
            place={{ personId, releaseId: release, blockId: block.id }}
            states={{ tasks: {}, checks, videos: {}, keptAs: {} }}
            rule={lesson.rule}
            products={products}
            language={language}
            onAskForHelp={() => {}}
          />
        )}
      />
    </WithoutRecording>
  )
}

type Answered = { answers: Answers; asked: readonly string[]; nth: number }

/** As the server would grade it. */
function graded(key: CheckKey, { answers, asked, nth }: Answered, before: CheckState | undefined): CheckState {
  const now = grade(key, answers, asked)
  const best = before && before.best.right > now.right ? before.best : now
  const last = { ...now, nth, at: new Date(), questions: feedback(key, answers, asked) }
  return { tries: (before?.tries ?? 0) + 1, best, last }
}
