import { hastToHtml } from 'shiki/core'
import { htmlOf, parseMarkdown } from '#app/lessons/markdown.server.ts'
import { sanitised } from '#app/lessons/sanitise.server.ts'

/** Markdown that somebody wrote as HTML that may be shown. */
export async function htmlOfMessage(markdown: string): Promise<string> {
  const root = parseMarkdown(markdown, 'md', () => {})
  return root ? hastToHtml(sanitised(await htmlOf(root, markdown, 'md'))) : ''
}
