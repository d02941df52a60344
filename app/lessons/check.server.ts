import { createHash } from 'node:crypto'
import type { Element } from 'hast'
import { withinOf } from './check-shapes.server.ts'
import { asLine, attribute, type Drawing, drawnHtml } from './drawn.server.ts'
import { type PartElement, partsIn, wordsOf } from './pieces.server.ts'
import { isSet, ownHtml, textOrNull } from './practice.server.ts'
import type { CheckChoice, CheckDefinition, CheckKey, CheckQuestion, ForeseenAnswer, QuestionKey } from './questions.ts'
import { wordsIn } from './words-in.ts'
import { listed } from './written-list.ts'

/** A check and its key. The element was checked as written; nothing here can be wrong any more. */
export function checkOf(element: Element, drawing: Drawing): { definition: CheckDefinition; key: CheckKey } {
  const isFixed = isSet(element, 'fixed')
  const questions = partsIn(element, 'Question').map((question) => questionOf(question, isFixed, drawing))
  const draw = Number(attribute(element, 'draw'))
  const pass = Number(attribute(element, 'pass'))
  return {
    definition: {
      html: ownHtml(element, drawing),
      questions: questions.map(({ asked }) => asked),
      ...(draw > 0 && { draw }),
      ...(!isFixed && { shuffle: true }),
      ...(pass > 0 && { pass }),
    },
    key: Object.fromEntries(questions.map(({ asked, key }) => [asked.id, key])),
  }
}

/** What search may find of a check: its questions, not their answers, which stand there as the author ordered them. */
export function wordsOfCheck(element: Element): string {
  return [element, ...partsIn(element, 'Question')]
    .map((part) => wordsIn({ children: wordsOf(part) }))
    .join(' ')
    .trim()
}

type Compiled = { asked: CheckQuestion; key: QuestionKey }
type Common = { id: string; html: string; fixed?: boolean }

function questionOf(question: Element, isCheckFixed: boolean, drawing: Drawing): Compiled {
  const isFixed = isCheckFixed || isSet(question, 'fixed')
  const common = { id: attribute(question, 'id'), html: ownHtml(question, drawing), ...(isFixed && { fixed: true }) }
  const says = textOrNull(question, 'says')
  const [number] = partsIn(question, 'Number')
  const [text] = partsIn(question, 'Text')
  if (number) return numberOf(number, common, foreseenIn(question), says)
  if (text) return textOf(text, common, foreseenIn(question), says)
  if (partsIn(question, 'Item').length > 0) return orderOf(question, common, says, drawing)
  if (partsIn(question, 'Pair').length > 0) return pairsOf(question, common, says, drawing)
  return choicesOf(question, common, drawing)
}

function choicesOf(question: Element, common: Common, drawing: Drawing): Compiled {
  const choices = named(partsIn(question, 'Choice'), common.id, drawing)
  return {
    asked: {
      ...common,
      multiple: isSet(question, 'multiple'),
      choices: common.fixed ? choices.map(shown) : inNoOrder(choices),
    },
    key: Object.fromEntries(
      choices.map(({ id, part }) => [id, { right: isSet(part, 'right'), says: textOrNull(part, 'says') }]),
    ),
  }
}

function orderOf(question: Element, common: Common, says: string | null, drawing: Drawing): Compiled {
  const items = named(partsIn(question, 'Item'), common.id, drawing)
  return {
    asked: { ...common, kind: 'order', items: inNoOrder(items) },
    key: {
      kind: 'order',
      order: items.map(({ id }) => id),
      items: Object.fromEntries(items.map(({ id, part }) => [id, textOrNull(part, 'says')])),
      says,
    },
  }
}

function pairsOf(question: Element, common: Common, says: string | null, drawing: Drawing): Compiled {
  const lefts = named(partsIn(question, 'Pair'), common.id, drawing)
  const words = new Set([...lefts.map(({ part }) => attribute(part, 'with')), ...listed(attribute(question, 'also'))])
  const rights = [...words].sort((one, other) => one.localeCompare(other, 'en'))
  const idOf = (right: string) => idFor(`${common.id}=`, right)
  return {
    asked: {
      ...common,
      kind: 'pairs',
      lefts: common.fixed ? lefts.map(shown) : inNoOrder(lefts),
      rights: rights.map((right) => ({ id: idOf(right), words: right })),
    },
    key: {
      kind: 'pairs',
      pairs: Object.fromEntries(
        lefts.map(({ id, part }) => [id, { right: idOf(attribute(part, 'with')), says: textOrNull(part, 'says') }]),
      ),
      says,
    },
  }
}

function numberOf(number: Element, common: Common, wrong: ForeseenAnswer[], says: string | null): Compiled {
  const is = attribute(number, 'is')
  const unit = textOrNull(number, 'unit')
  const within = withinOf(is, textOrNull(number, 'within'))
  return {
    asked: { ...common, kind: 'number', unit },
    key: { kind: 'number', is: Number(is), within, unit, wrong, praise: textOrNull(number, 'says'), says },
  }
}

function textOf(text: Element, common: Common, wrong: ForeseenAnswer[], says: string | null): Compiled {
  return {
    asked: { ...common, kind: 'text' },
    key: { kind: 'text', accepts: listed(attribute(text, 'is')), wrong, praise: textOrNull(text, 'says'), says },
  }
}

function foreseenIn(question: Element): ForeseenAnswer[] {
  return partsIn(question, 'Wrong').map((wrong) => ({ is: attribute(wrong, 'is'), says: textOrNull(wrong, 'says') }))
}

type Named = CheckChoice & { part: PartElement }

/** Ids follow from the words, so that they tell neither the author's order nor what is right. */
function named(parts: readonly PartElement[], question: string, drawing: Drawing): Named[] {
  const taken = new Set<string>()
  return parts.map((part) => {
    const html = drawnHtml(asLine(part.children), drawing)
    let id = idFor(question, html)
    while (taken.has(id)) id = idFor(question, id)
    taken.add(id)
    return { id, html, part }
  })
}

function idFor(question: string, words: string): string {
  return createHash('sha256').update(`${question}\n${words}`).digest('hex').slice(0, 8)
}

const shown = ({ id, html }: Named): CheckChoice => ({ id, html })

/** In the order of their ids, which is nobody's. */
function inNoOrder(parts: readonly Named[]): CheckChoice[] {
  return parts.map(shown).sort((one, other) => (one.id < other.id ? -1 : 1))
}
