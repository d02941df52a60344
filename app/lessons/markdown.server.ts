import type { Root as Html } from 'hast'
import type { Root } from 'mdast'
import rehypeRaw from 'rehype-raw'
import remarkGfm from 'remark-gfm'
import remarkMdx from 'remark-mdx'
import remarkParse from 'remark-parse'
import remarkRehype, { type Options } from 'remark-rehype'
import { type PluggableList, unified } from 'unified'
import { FILE_START, type Place, type Tell } from './problem.ts'

/** `mdx` has the vocabulary; `md` is CommonMark with GFM, whose raw HTML is sanitised. */
export type Format = 'mdx' | 'md'

/** Syntax beyond CommonMark that both formats have; the bundler uses the same list. */
export const markdownExtensions: PluggableList = [remarkGfm]

/** Footnotes keep ids that no heading can have: two hyphens never come from `slugOf`. */
export const FOOTNOTE_PREFIX = 'note--'

export const htmlOptions: Options = {
  clobberPrefix: FOOTNOTE_PREFIX,
  footnoteLabelProperties: { className: ['sr'] },
}

const MDX_NODES = [
  'mdxJsxFlowElement',
  'mdxJsxTextElement',
  'mdxFlowExpression',
  'mdxTextExpression',
  'mdxjsEsm',
] as const

/** The syntax tree of a file's body, or null after telling what cannot be read. */
export function parseMarkdown(body: string, format: Format, tell: Tell): Root | null {
  const parser = unified().use(remarkParse).use(markdownExtensions)
  try {
    return format === 'mdx' ? parser.use(remarkMdx).parse(body) : parser.parse(body)
  } catch (error) {
    tell(placeOfError(error), wordsForError(error))
    return null
  }
}

/** The tree as HTML. Places stay; components stay as they are; raw HTML of `md` is parsed, not yet sanitised. */
export async function htmlOf(root: Root, body: string, format: Format): Promise<Html> {
  if (format === 'mdx') {
    return unified()
      .use(remarkRehype, { ...htmlOptions, passThrough: [...MDX_NODES] })
      .run(root)
  }
  const processor = unified()
    .use(remarkRehype, { ...htmlOptions, allowDangerousHtml: true })
    .use(rehypeRaw)
  return (await processor.run(root, body)) as Html
}

export function placeOf(node: { position?: { start: Place } | undefined }): Place {
  const start = node.position?.start
  return start ? { line: start.line, column: start.column } : FILE_START
}

type ParserMessage = { reason?: string; source?: string; ruleId?: string; line?: number; column?: number }

function placeOfError(error: unknown): Place {
  const { line, column, reason, source = '' } = error as ParserMessage
  // The JavaScript parser points somewhere into the line; what is wrong is how the line begins.
  if (line && source.includes('mdxjs-esm')) return { line, column: 1 }
  if (line && column) return { line, column }
  // A missing closing tag is told with its opening tag's place in words only.
  const [, atLine, atColumn] = /\((\d+):(\d+)-/.exec(reason ?? '') ?? []
  return atLine && atColumn ? { line: Number(atLine), column: Number(atColumn) } : FILE_START
}

function wordsForError(error: unknown): string {
  const { source = '', reason = String(error) } = error as ParserMessage
  if (source.includes('mdxjs-esm')) {
    return 'A line that begins with “import” or “export” is read as a program, and authors cannot run code. Begin the sentence with another word.'
  }
  if (source.includes('mdx-expression')) {
    return 'A { begins an expression, and authors cannot run code. Write \\{ for a brace, or {/* … */} for a comment.'
  }
  if (reason.includes('to create a comment in MDX'))
    return 'A comment is written {/* … */} here. Write \\< for the sign itself.'
  if (reason.includes('to create a link in MDX')) {
    return 'A link is written [words](https://…) here. Write \\< for the sign itself.'
  }
  return `${reason.replace(/\s*\(note: .*\)$/s, '')}. Write \\< for the sign itself.`
}
