import { z } from 'zod'
import { didYouMean } from '../problem.ts'
import { SLUG } from '../slug.ts'
import { isTemplateVariable, TEMPLATE_VARIABLES } from '../template-variables.ts'
import { hrefOfWritten, OWN_PICTURE } from './addresses.ts'
import { CALLOUT_KINDS, type DocMark, type DocNode, type PlaybookDoc } from './doc.ts'
import { blocksOfHtml } from './doc-of-html.server.ts'
import { newPartId, PART_ID, PART_TYPES } from './part-ids.ts'
import { htmlOf } from './playbook-of-doc.server.ts'

/** The most that a playbook may hold. */
export const DOC_LIMITS = { bytes: 300 * 1024, nodes: 5_000, depth: 12 }

export type CheckedDoc = { doc: PlaybookDoc; refused: null } | { doc: null; refused: string }

class NotAllowed extends Error {}

const AboutFields = z.strictObject({
  title: z.string().trim().min(1, 'A playbook needs a title.').max(160, 'The title is longer than 160 characters.'),
  summary: z
    .string()
    .trim()
    .max(400, 'The summary is longer than 400 characters.')
    .nullable()
    .transform((words) => words || null),
  minutes: z
    .number('Minutes are a whole number from 1 to 600.')
    .int('Minutes are a whole number from 1 to 600.')
    .min(1, 'Minutes are a whole number from 1 to 600.')
    .max(600, 'Minutes are a whole number from 1 to 600.'),
})

/**
 * Reads a document that somebody sent: every node, mark, attribute and address is one that a playbook may have, or it is
 * refused, with words for the person. What comes back has an id on each part and nothing that the schema does not know.
 */
export async function checkedDoc(sent: unknown): Promise<CheckedDoc> {
  try {
    return { doc: await readDoc(sent), refused: null }
  } catch (error) {
    if (error instanceof NotAllowed) return { doc: null, refused: error.message }
    // What ProseMirror throws of a node or a place that the schema does not have.
    if (error instanceof RangeError || error instanceof TypeError) {
      return { doc: null, refused: 'This playbook holds something that does not belong in one.' }
    }
    throw error
  }
}

async function readDoc(sent: unknown): Promise<PlaybookDoc> {
  const bytes = Buffer.byteLength(JSON.stringify(sent) ?? '')
  if (bytes > DOC_LIMITS.bytes) {
    const size = `${Math.ceil(bytes / 1024)} kB`
    throw new NotAllowed(
      `A playbook holds at most ${DOC_LIMITS.bytes / 1024} kB, and this one has ${size}. Part it into two.`,
    )
  }
  const { type, attrs, content } = (sent ?? {}) as Partial<PlaybookDoc>
  if (type !== 'doc' || !Array.isArray(content)) throw new NotAllowed('This is not a playbook.')
  const about = AboutFields.safeParse(attrs)
  if (!about.success) throw new NotAllowed(about.error.issues[0]?.message ?? 'This is not a playbook.')
  countNodes(content)
  // It brings Tiptap, which is large, and most servers run for long before somebody writes a playbook.
  const { docSchema } = await import('./doc-schema.server.ts')
  const rank = Object.keys(docSchema.marks)
  const node = docSchema.nodeFromJSON({ type: 'doc', content: content.map((part) => normal(part, rank)) })
  node.check()
  const ids = new Set<string>()
  const parts = (node.toJSON() as { content: DocNode[] }).content.map((part) => checkedPart(part, ids))
  return { type: 'doc', attrs: about.data, content: parts }
}

function countNodes(content: readonly DocNode[]): void {
  let nodes = 0
  const walk = (list: unknown, depth: number) => {
    if (!Array.isArray(list)) throw new NotAllowed('This is not a playbook.')
    if (depth > DOC_LIMITS.depth) throw new NotAllowed('This playbook has too much inside each other. Take some apart.')
    nodes += list.length
    if (nodes > DOC_LIMITS.nodes) {
      throw new NotAllowed(`A playbook holds at most ${DOC_LIMITS.nodes} pieces of text. Part it into two.`)
    }
    for (const node of list) if (node?.content !== undefined) walk(node.content, depth + 1)
  }
  walk(content, 1)
}

/**
 * Text that has `{{places}}` becomes those places; one that nobody can fill is refused by its name. `rank`: the marks as
 * the schema orders them.
 */
function normal(written: DocNode, rank: readonly string[]): DocNode {
  const node = written.marks ? { ...written, marks: inOrder(written.marks, rank) } : written
  if (!node.content) return node
  return {
    ...node,
    content: node.content
      .map((child) => normal(child, rank))
      .flatMap((child) => (child.type === 'text' ? opened(child) : child)),
  }
}

/** Marks in the schema's order, each once: in another it takes them for wrong. */
function inOrder(marks: readonly DocMark[], rank: readonly string[]): DocMark[] {
  const once = marks.filter(({ type }, place) => marks.findIndex((mark) => mark.type === type) === place)
  return once.sort((one, other) => rank.indexOf(one.type) - rank.indexOf(other.type))
}

function opened(node: DocNode): DocNode[] {
  const isCode = node.marks?.some(({ type }) => type === 'code')
  if (isCode || typeof node.text !== 'string') return [node]
  return node.text.split(/(\{\{[^{}\n]*\}\})/).flatMap((text): DocNode[] => {
    if (text === '') return []
    const name = /^\{\{([^{}\n]*)\}\}$/.exec(text)?.[1]?.trim()
    if (name === undefined) return [{ ...node, text }]
    return [{ type: 'variable', attrs: { name: known(name) }, ...(node.marks ? { marks: node.marks } : {}) }]
  })
}

function known(name: unknown): string {
  if (isTemplateVariable(name)) return name
  const written = String(name)
  const all = TEMPLATE_VARIABLES.map((variable) => `{{${variable}}}`).join(', ')
  throw new NotAllowed(`Unknown variable {{${written}}}.${didYouMean(written, TEMPLATE_VARIABLES)} There are ${all}.`)
}

function checkedPart(part: DocNode, ids: Set<string>): DocNode {
  const given = part.attrs?.id
  const id = typeof given === 'string' && PART_ID.test(given) && !ids.has(given) ? given : newPartId()
  ids.add(id)
  const checked = checkedNode(part)
  return { ...checked, attrs: { ...checked.attrs, id } }
}

function checkedNode(node: DocNode): DocNode {
  const checked: DocNode = { ...node }
  const attrs = attrsOf(node)
  if (attrs && Object.keys(attrs).length > 0) checked.attrs = attrs
  else delete checked.attrs
  if (node.marks) checked.marks = node.marks.map(checkedMark)
  if (node.content) checked.content = node.content.map(checkedNode)
  return checked
}

const line = (most: number, what: string) =>
  z
    .string()
    .max(most, `${what} is longer than ${most} characters.`)
    .transform((text) => text.replace(/\s+/g, ' ').trim())
const size = z.number().int().positive().max(20_000).nullable()

const film = z.string().regex(/^\/media\/[0-9a-f]{64}\.[a-z0-9]{2,5}$/)

/** What is known of a film. Its transcript is drawn anew: HTML that somebody sends is never shown. */
const FilmFields = z.strictObject({
  name: z.string().regex(PART_ID),
  src: film,
  type: z.enum(['video/mp4', 'video/webm']),
  captions: film,
  poster: film.nullable(),
  seconds: z.number().positive().nullish(),
  chapters: z
    .array(z.strictObject({ at: z.number().min(0), title: z.string().max(160) }))
    .max(100)
    .optional(),
  html: z.string().transform((html) => htmlOf(blocksOfHtml(html))),
})

const FIELDS: Record<string, z.ZodType> = {
  heading: z.object({ level: z.literal([2, 3]) }),
  orderedList: z.object({ start: z.number().int().min(0).max(9_999) }).partial(),
  codeBlock: z.object({}),
  callout: z.object({ kind: z.enum(CALLOUT_KINDS), title: line(160, 'The title of a call-out') }),
  taskList: z.object({ title: line(160, 'The title of a checklist') }),
  variable: z.object({ name: z.unknown().transform(known) }),
  agendaPart: z.object({
    title: line(160, 'The title of a part'),
    minutes: z.number().int().min(1).max(600),
    who: line(80, '“Who” of a part'),
    module: z
      .string()
      .trim()
      .refine((slug) => slug === '' || SLUG.test(slug)),
  }),
  image: z.object({
    src: z.string().regex(OWN_PICTURE),
    alt: line(400, 'The words for a picture'),
    caption: line(400, 'The caption of a picture'),
    width: size,
    height: size,
  }),
  video: z.object({ title: line(160, 'The title of a film'), video: FilmFields }),
}

const WRONG: Record<string, string> = {
  agendaPart: 'A part of the agenda needs minutes from 1 to 600, and a module by its short name or none.',
  image: 'Pictures are those that were put in here: PNG, JPEG or WebP. Put this one in as a file.',
}

function attrsOf({ type, attrs }: DocNode): Record<string, unknown> | undefined {
  const fields = FIELDS[type]
  if (!fields) return PART_TYPES.includes(type) ? {} : undefined
  const checked = fields.safeParse(attrs ?? {})
  if (checked.success) return checked.data as Record<string, unknown>
  const said = checked.error.issues.find(({ code }) => code === 'too_big')?.message
  throw new NotAllowed((said ?? '').includes('longer') ? (said ?? '') : (WRONG[type] ?? wrong(type)))
}

const wrong = (type: string) => `Something about a ${type} in this playbook is not as it should be.`

function checkedMark(mark: DocMark): DocMark {
  if (mark.type !== 'link') return { type: mark.type }
  const written = String(mark.attrs?.href ?? '')
  const href = hrefOfWritten(written)
  if (href === null)
    throw new NotAllowed(
      `The link to “${written.slice(0, 80)}” cannot be used. Links go to https:// …, mailto: or a page here.`,
    )
  return { type: 'link', attrs: { href } }
}
