import type { Lesson, LessonNode } from './tree.ts'

/**
 * A lesson as the text that a browser gets. A release never changes, so it is written once and not for every reader.
 * Hashes are for comparing releases, and stay on the server.
 */
export const wholeText = writtenOnce((lesson) => JSON.stringify(withoutHashes(lesson)))

/** What the drawn page does not hold already: all but the prose. It can stand in a script element. */
export const textBesideProse = writtenOnce((lesson) =>
  JSON.stringify(withoutProse(withoutHashes(lesson))).replaceAll('<', '\\u003c'),
)

/** Reads the text of a lesson. `proseOf` answers the prose of a section, in order, where the text is without it. */
export function readLesson(text: string, proseOf: (section: string) => string[] = () => []): Lesson {
  const lesson = JSON.parse(text) as Lesson
  for (const block of lesson.blocks) {
    if (block.kind !== 'section') continue
    const empty = block.nodes.filter((node): node is { html: string } => 'html' in node && node.html === '')
    if (empty.length === 0) continue
    const prose = proseOf(block.id)
    for (const [place, node] of empty.entries()) node.html = prose[place] ?? ''
  }
  return lesson
}

function writtenOnce(write: (lesson: Lesson) => string): (lesson: Lesson) => string {
  const written = new WeakMap<Lesson, string>()
  return (lesson) => {
    const known = written.get(lesson)
    if (known !== undefined) return known
    const text = write(lesson)
    written.set(lesson, text)
    return text
  }
}

function withoutHashes(lesson: Lesson): Lesson {
  return { ...lesson, blocks: lesson.blocks.map((block) => ({ ...block, hash: '' })) }
}

function withoutProse(lesson: Lesson): Lesson {
  const bare = (node: LessonNode): LessonNode => ('html' in node ? { html: '' } : node)
  const blocks = lesson.blocks.map((block) =>
    block.kind === 'section' ? { ...block, nodes: block.nodes.map(bare) } : block,
  )
  return { ...lesson, blocks }
}
