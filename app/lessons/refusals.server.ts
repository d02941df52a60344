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
        tell(
          placeOf(node),
          `“${firstWord(node.value)}” cannot be used: authors cannot run code. Components are there without it.`,
        )
        break
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        refuseExpression(node, tell)
        break
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        refuseName(node, file, tell)
        refuseAttributes(node, tell)
        break
    }
  })
}

function refuseExpression(node: Expression, tell: Tell) {
  const program = node.data?.estree
  const isComment = program ? program.body.length === 0 && (program.comments?.length ?? 0) > 0 : false
  if (isComment) return
  const shown = node.value.length > 40 ? `${node.value.slice(0, 40)}…` : node.value
  tell(
    placeOf(node),
    `{${shown}} is an expression: authors cannot run code. Write \\{ for a brace, or {/* … */} for a comment.`,
  )
}

function refuseName({ name, position }: Jsx, file: 'module' | 'playbook', tell: Tell) {
  const place = placeOf({ position })
  if (name === null) tell(place, 'A fragment <> cannot be used; leave it out.')
  else if (/[.:]/.test(name)) tell(place, `<${name}> cannot be used: components have a name of one word.`)
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
  return `Unknown component <${name}>.${didYouMean(name, known)} There are ${known.join(', ')}.`
}

function refuseAttributes({ name, attributes }: Jsx, tell: Tell) {
  for (const attribute of attributes) {
    const place = placeOf(attribute)
    if (attribute.type === 'mdxJsxExpressionAttribute') {
      tell(place, '{...} attributes cannot be used: authors cannot run code. Write each attribute as name="text".')
    } else if (attribute.value !== null && typeof attribute.value === 'object') {
      tell(place, `${attribute.name}={…} cannot be used: authors cannot run code. Write ${attribute.name}="text".`)
    } else if (name !== null && Object.hasOwn(HTML_IN_MDX, name) && !HTML_IN_MDX[name]?.includes(attribute.name)) {
      tell(place, `<${name}> takes no attribute “${attribute.name}”.`)
    }
  }
}

function firstWord(text: string): string {
  return text.trim().split(/\s/, 1)[0] ?? ''
}
