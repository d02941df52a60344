import { useContext, useMemo } from 'react'
import { readLesson, textBesideProse } from '#app/lessons/lesson-text.ts'
import type { Lesson } from '#app/lessons/tree.ts'
import { ServedContext } from '../served.ts'

/** The lesson of a release, as a loader hands it on: as text, or null where it travels in the drawn page. */
export type LessonSheet = { release: string; text: string | null }

const elementId = (release: string) => `lesson-${release}`

/** What this browser has read; a release never changes. */
const read = new Map<string, Lesson>()

/** The lesson itself, wherever it is: at hand on the server, in the page that the server drew, or just fetched. */
export function useLesson({ release, text }: LessonSheet): Lesson {
  const served = useContext(ServedContext)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text of a release is always the same
  return useMemo(() => (served ? served.lesson(release) : readOnce(release, text)), [served, release])
}

function readOnce(release: string, text: string | null): Lesson {
  const lesson = read.get(release) ?? (text === null ? lessonInPage(release) : readLesson(text))
  read.set(release, lesson)
  return lesson
}

/** Before the page comes alive, so that all of it is there as the server drew it. */
function lessonInPage(release: string): Lesson {
  const text = document.getElementById(elementId(release))?.textContent ?? ''
  return readLesson(text, (section) => {
    const prose = document.getElementById(section)?.querySelectorAll(':scope > .prose') ?? []
    return Array.from(prose, ({ innerHTML }) => innerHTML)
  })
}

/** The lesson in the drawn page: what of it the page does not show. Browsers do not run it, they keep it for us. */
export function LessonInPage({ release, text }: LessonSheet) {
  const served = useContext(ServedContext)
  if (text !== null) return null
  return (
    <script
      id={elementId(release)}
      type="application/json"
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON without any "<"
      dangerouslySetInnerHTML={{ __html: served ? textBesideProse(served.lesson(release)) : '' }}
    />
  )
}
