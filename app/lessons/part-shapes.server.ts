import type { Nodes } from 'mdast'
import { everyPart, type Part, partsNamed, placeIn, textOf } from './parts.server.ts'
import type { Place, Tell } from './problem.ts'
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
  Fact: needsWords,
  Video(part, tell) {
    if (isWordless(part)) tell(part.place, '<Video> needs its transcript as text between its tags.')
  },
  Check(part, tell) {
    if (partsNamed(part, 'Question').length === 0) tell(part.place, '<Check> needs at least one <Question>.')
    checkUnique(partsNamed(part, 'Question'), 'id', 'question', tell)
  },
  Question: checkQuestion,
  Agenda(part, tell) {
    if (part.parts.length === 0) tell(part.place, '<Agenda> needs at least one <Part>.')
  },
}

function needsWords(part: Part, tell: Tell) {
  if (isWordless(part)) tell(part.place, `<${part.name}> is empty: write its text between its tags.`)
}

function checkQuestion(part: Part, tell: Tell) {
  const choices = partsNamed(part, 'Choice')
  const right = choices.filter((choice) => choice.attributes.has('right'))
  if (isWordless(part)) tell(part.place, '<Question> needs the words of the question before its choices.')
  if (choices.length < 2) tell(part.place, '<Question> needs at least two choices.')
  else if (right.length === 0) tell(part.place, 'No choice of this question is right: write `right` on it.')
  else if (right.length > 1 && !part.attributes.has('multiple')) {
    const second = right[1] ?? part
    tell(placeIn(second, 'right'), 'A second choice is right: write `multiple` on the question, or leave one out.')
  }
}

/** Tells every part after the first that has the same name as another. */
export function checkUnique(parts: readonly Part[], attribute: string, what: string, tell: Tell): void {
  const seen = new Map<string, Place>()
  for (const part of parts) {
    const name = textOf(part, attribute)
    if (name === null) continue
    const place = placeIn(part, attribute)
    const first = seen.get(name)
    if (first) tell(place, `Another ${what} is called “${name}” (line ${first.line}).`)
    else seen.set(name, place)
  }
}

function isWordless(part: Part): boolean {
  return part.words.trim() === '' && !part.parts.some((inner) => inner.name === 'Term' || inner.name === 'Screenshot')
}

/** The one Markdown block that a part holds, or undefined if it holds more or none. */
function onlyBlock(part: Part): Nodes | undefined {
  const blocks = part.markdown.filter((node) => node.type !== 'mdxFlowExpression' && node.type !== 'mdxTextExpression')
  return blocks.length === 1 ? blocks[0] : undefined
}
