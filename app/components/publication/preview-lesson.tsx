import { useState } from 'react'
import { feedback, grade } from '#app/domain/practice/grading.ts'
import type { CheckState } from '#app/domain/progress/standing.ts'
import type { CheckKeys } from '#app/lessons/definitions.ts'
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
    const { block, data } = happening
    setChecks((known) => ({ ...known, [block]: graded(keys[block] ?? {}, data.answers, known[block]) }))
  }
  return (
    <WithoutRecording tell={tell}>
      <LessonBlocks
        blocks={lesson.blocks}
        nested={(block) => (
          <Practice
            block={block}
            place={{ personId, releaseId: release, blockId: block.id }}
            states={{ tasks: {}, checks, videos: {} }}
            products={products}
            language={language}
            onAskForHelp={() => {}}
          />
        )}
      />
    </WithoutRecording>
  )
}

/** As the server would grade it. */
function graded(key: CheckKeys[string], answers: Record<string, string[]>, before: CheckState | undefined): CheckState {
  const now = grade(key, answers)
  const best = before && before.best.right > now.right ? before.best : now
  return { tries: (before?.tries ?? 0) + 1, best, last: { ...now, at: new Date(), questions: feedback(key, answers) } }
}
