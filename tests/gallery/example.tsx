import { useState } from 'react'
import { Main } from '#app/components/frame/main.tsx'
import { PlaybookSections } from '#app/components/playbook/playbook-sections.tsx'
import { PreviewLesson } from '#app/components/publication/preview-lesson.tsx'
import type { Playbook } from '#app/lessons/playbook.ts'
import type { Lesson } from '#app/lessons/tree.ts'

/** A compiled example, put into the page by whoever takes its picture. */
export type ShownExample = { lesson: Lesson } | { playbook: Playbook }

declare global {
  interface Window {
    shownExample?: ShownExample
  }
}

/** An example of docs/authoring.md as people see it in a module or a playbook, and nothing beside it. */
export function ExamplePart() {
  const example = window.shownExample
  return (
    <Main>
      <article className="lesson-read" data-example>
        {example && ('lesson' in example ? <InModule lesson={example.lesson} /> : <InPlaybook {...example} />)}
      </article>
    </Main>
  )
}

function InModule({ lesson }: { lesson: Lesson }) {
  return (
    <PreviewLesson
      release="example"
      lesson={lesson}
      keys={{}}
      personId="019a0000-0000-7000-8000-000000000001"
      products={{ oldProduct: 'Ledgerline', newProduct: 'Meridian' }}
      language="en"
    />
  )
}

function InPlaybook({ playbook }: { playbook: Playbook }) {
  const [ticked, setTicked] = useState<readonly string[]>([])
  const ticks = {
    has: (item: string) => ticked.includes(item),
    count: ticked.length,
    set: (item: string) => setTicked([...ticked, item]),
    clear: () => setTicked([]),
  }
  return <PlaybookSections playbook={playbook} language="en" ticks={ticks} modules={{}} />
}
