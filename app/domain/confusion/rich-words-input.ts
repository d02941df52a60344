import { z } from 'zod'
import { WORDS_LIMIT } from './limits.ts'
import { isSafeHref, plainWords, type RichDoc } from './rich-words.ts'

/** Markup takes more room than words. */
const JSON_LIMIT = 20_000

const mark = z.discriminatedUnion('type', [
  z.object({ type: z.literal('bold') }),
  z.object({ type: z.literal('italic') }),
  z.object({ type: z.literal('code') }),
  z.object({ type: z.literal('link'), attrs: z.object({ href: z.string().max(2_000).refine(isSafeHref) }) }),
])
const inline = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string().min(1), marks: z.array(mark).max(4).optional() }),
  z.object({ type: z.literal('hardBreak') }),
])
const paragraph = z.object({ type: z.literal('paragraph'), content: z.array(inline).optional() })
const codeBlock = z.object({
  type: z.literal('codeBlock'),
  content: z.array(z.object({ type: z.literal('text'), text: z.string() })).optional(),
})
/** Lists hold paragraphs: no list in a list, so that nothing is deep. */
const listItem = z.object({ type: z.literal('listItem'), content: z.array(paragraph).min(1) })
const list = z.object({ type: z.enum(['bulletList', 'orderedList']), content: z.array(listItem).min(1) })
const Doc = z.object({
  type: z.literal('doc'),
  content: z.array(z.discriminatedUnion('type', [paragraph, codeBlock, list])).min(1),
})

/** The document of the editor as a form sends it. What it may hold is all that is kept of it; left out: none. */
export const RichWords = z
  .string()
  .max(JSON_LIMIT, 'Keep it shorter.')
  .optional()
  .transform((text, context): RichDoc | null => {
    if (!text) return null
    const read = Doc.safeParse(parsed(text))
    const hasControl = /\\u00(0[0-8bcef]|1[0-9a-f])/i.test(text)
    if (read.success && plainWords(read.data) === '') return null
    if (read.success && !hasControl && plainWords(read.data).length <= WORDS_LIMIT) return read.data
    context.addIssue({ code: 'custom', message: 'This formatting cannot be sent. Write it as plain words.' })
    return z.NEVER
  })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
