import type { Nodes, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { placeOf } from './markdown.server.ts'
import { didYouMean, either, type Tell } from './problem.ts'
import { componentsFor, HTML_IN_MDX, isComponentName, ruleOf } from './vocabulary.ts'

type Jsx = Extract<Nodes, { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }>
type Expression = Extract<Nodes, { type: 'mdxFlowExpression' | 'mdxTextExpression' }>

/**
 * Tells everything in a file that would be code, or that is not in the vocabulary. Runs on the syntax tree,
 * before the bundler sees the file: nothing that passes can be run.
 */
export function refuseCode(root: Root, file: 'module' | 'playbook', tell: Tell): void {
  visit(root, (node) => {
    switch (node.type) {
      case 'mdxjsEsm':
        tell(placeOf(node), statementRefusal(firstWord(node.value)))
        break
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        refuseExpression(node, tell)
        break
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        refuseName(node, file, tell)
        refuseAttributes(node, file, tell)
        break
    }
  })
}

function refuseExpression(node: Expression, tell: Tell) {
  const program = node.data?.estree
  const isComment = program ? program.body.length === 0 && (program.comments?.length ?? 0) > 0 : false
  if (isComment) return
  const shown = node.value.length > 40 ? `${node.value.slice(0, 40)}…` : node.value
  const instead = QUOTED.test(node.value)
    ? 'Write the text without braces and quotation marks.'
    : 'Write \\{ for a brace, or {/* … */} for a comment.'
  tell(placeOf(node), `{${shown}} is an expression: authors cannot run code. ${instead}`)
}

/** What other systems need for a space or a sign, as in `{" "}`. */
const QUOTED = /^\s*(["'`])[^"'`\\$]*\1\s*$/

function statementRefusal(word: string): string {
  const instead = word === 'import' ? 'Components are there without it.' : 'Leave it out.'
  return `“${word}” cannot be used: authors cannot run code. ${instead}`
}

function refuseName({ name, position }: Jsx, file: 'module' | 'playbook', tell: Tell) {
  const place = placeOf({ position })
  if (name === null) tell(place, 'A fragment <> cannot be used; leave it out.')
  else if (/[.:]/.test(name)) tell(place, memberRefusal(name, file))
  else if (Object.hasOwn(HTML_IN_MDX, name)) return
  else if (/^[a-z]/.test(name)) tell(place, htmlRefusal(name))
  else if (!isComponentName(name)) tell(place, unknownComponent(name, file))
  else if ((ruleOf(name).only ?? file) !== file) tell(place, `<${name}> cannot be used in a ${file}.`)
}

function htmlRefusal(name: string): string {
  const allowed = Object.keys(HTML_IN_MDX).map((tag) => `<${tag}>`)
  return `<${name}> cannot be used. Write it as Markdown, or use ${either(allowed)}.${didYouMean(name, Object.keys(HTML_IN_MDX))}`
}

function unknownComponent(name: string, file: 'module' | 'playbook'): string {
  const known = componentsFor(file)
  return `Unknown component <${name}>.${didYouMean(name, known)} ${thereAre(known)}`
}

function memberRefusal(name: string, file: 'module' | 'playbook'): string {
  return `<${name}> cannot be used: components have a name of one word. ${thereAre(componentsFor(file))}`
}

function thereAre(known: readonly string[]): string {
  return `There are ${known.join(', ')}.`
}

function refuseAttributes({ name, attributes }: Jsx, file: 'module' | 'playbook', tell: Tell) {
  const taken = takenBy(name, file)
  for (const attribute of attributes) {
    const place = placeOf(attribute)
    if (attribute.type === 'mdxJsxExpressionAttribute') {
      tell(place, `{...} attributes cannot be used: authors cannot run code.${insteadOfAll(name, taken)}`)
    } else if (attribute.value !== null && typeof attribute.value === 'object') {
      const instead = insteadOf(attribute.name, name, taken)
      tell(place, `${attribute.name}={…} cannot be used: authors cannot run code.${instead}`)
    } else if (name !== null && Object.hasOwn(HTML_IN_MDX, name) && !HTML_IN_MDX[name]?.includes(attribute.name)) {
      tell(place, `<${name}> takes no attribute “${attribute.name}”.`)
    }
  }
}

/** The attributes of an element that may be used; null where the whole element is refused. */
function takenBy(name: Jsx['name'], file: 'module' | 'playbook'): readonly string[] | null {
  if (name === null) return null
  if (Object.hasOwn(HTML_IN_MDX, name)) return HTML_IN_MDX[name] ?? []
  const isAllowed = isComponentName(name) && (ruleOf(name).only ?? file) === file
  return isAllowed ? Object.keys(ruleOf(name).attributes) : null
}

function insteadOf(attribute: string, name: Jsx['name'], taken: readonly string[] | null): string {
  if (taken === null) return ''
  return taken.includes(attribute) ? ` Write ${attribute}="text".` : ` <${name}> ${takes(taken)}.`
}

function insteadOfAll(name: Jsx['name'], taken: readonly string[] | null): string {
  if (taken === null) return ''
  return ` <${name}> ${takes(taken)}${taken.length > 0 ? ', each written as name="text"' : ''}.`
}

function takes(names: readonly string[]): string {
  return names.length === 0 ? 'takes no attributes' : `takes ${names.join(', ')}`
}

function firstWord(text: string): string {
  return text.trim().split(/\s/, 1)[0] ?? ''
}
