import type { Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { placeOf } from './markdown.server.ts'
import { type Place, placeAt, type Tell } from './problem.ts'

/** What HTML's parser passes over where a piece of a page is read, so that no element is left of it to refuse. */
const REFUSED: readonly [form: RegExp, words: string][] = [
  [/<\?/g, 'A processing instruction (<? … ?>) cannot be used: authors cannot run code. Write \\<? for the signs.'],
  [/<!doctype\b/gi, '<!DOCTYPE> cannot be used: this is a part of a page. Leave it out.'],
  [/<!\[CDATA\[/g, '<![CDATA[ … ]]> cannot be used. Write the text itself.'],
  [/<!(?:--)?\s*\[\s*(?:if|endif)\b/gi, 'A comment with a condition cannot be used. Leave it out.'],
  [
    /<(?:html|head|body)(?=[\s/>])/gi,
    '<html>, <head> and <body> cannot be used: this is a part of a page. Leave them out.',
  ],
]

const COMMENT = /<!--(?!\s*\[\s*(?:if|endif)\b)[\s\S]*?-->/gi

/** Tells each declaration, instruction and page element in the raw HTML of a Markdown file; its comments are nobody's matter. */
export function checkRawHtml(root: Root, tell: Tell): void {
  visit(root, 'html', (node) => {
    const raw = node.value.replace(COMMENT, (comment) => comment.replace(/[^\n]/g, ' '))
    for (const [form, words] of REFUSED) {
      for (const { index } of raw.matchAll(form)) tell(placeWithin(placeOf(node), raw, index), words)
    }
  })
}

function placeWithin(start: Place, raw: string, index: number): Place {
  const { line, column } = placeAt(raw, index)
  return line === 1 ? { line: start.line, column: start.column + column - 1 } : { line: start.line + line - 1, column }
}
