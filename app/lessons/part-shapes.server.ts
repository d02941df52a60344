import type { Nodes } from 'mdast'
import { checkCheck, checkQuestion } from './check-shapes.server.ts'
import { everyPart, isWordless, type Part } from './parts.server.ts'
import type { Tell } from './problem.ts'
import type { ComponentName } from './vocabulary.ts'

/** Tells every component whose content is not of the form that it needs. */
export function checkShapes(parts: readonly Part[], tell: Tell): void {
  for (const part of everyPart(parts)) SHAPES[part.name]?.(part, tell)
}

const SHAPES: Partial<Record<ComponentName, (part: Part, tell: Tell) => void>> = {
  Steps(part, tell) {
    const only = onlyBlock(part)
    if (only?.type !== 'list' || !only.ordered) tell(part.place, '<Steps> stands around one numbered list.')
  },
  Checklist(part, tell) {
    if (onlyBlock(part)?.type !== 'list') tell(part.place, '<Checklist> stands around one list.')
  },
  BeforeAfter(part, tell) {
    const table = onlyBlock(part)
    const columns = table?.type === 'table' ? (table.children[0]?.children.length ?? 0) : 0
    if (columns !== 2 && columns !== 3) {
      tell(part.place, '<BeforeAfter> stands around one table of two columns (old, new) or three (step, old, new).')
    }
  },
  Callout: needsWords,
  Term: needsWords,
  Say: needsWords,
  Task: needsWords,
  Choice: needsWords,
  Item: needsWords,
  Pair: needsWords,
  Fact: needsWords,
  Video(part, tell) {
    if (isWordless(part)) tell(part.place, '<Video> needs its transcript as text between its tags.')
  },
  Chapter: needsWords,
  Check: checkCheck,
  Question: checkQuestion,
  Agenda(part, tell) {
    if (part.parts.length === 0) tell(part.place, '<Agenda> needs at least one <Part>.')
  },
}

function needsWords(part: Part, tell: Tell) {
  if (isWordless(part)) tell(part.place, `<${part.name}> is empty: write its text between its tags.`)
}

/** The one Markdown block that a part holds, or undefined if it holds more or none. */
function onlyBlock(part: Part): Nodes | undefined {
  const blocks = part.markdown.filter((node) => node.type !== 'mdxFlowExpression' && node.type !== 'mdxTextExpression')
  return blocks.length === 1 ? blocks[0] : undefined
}
