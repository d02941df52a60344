import type { Root as Html } from 'hast'
import { bundledHtml } from './bundle.server.ts'
import { checkChapters } from './film-chapters.server.ts'
import { type FrontMatter, readFrontMatter } from './front-matter.server.ts'
import { type Headings, nameHeadings } from './headings.server.ts'
import { highlight } from './highlight.server.ts'
import { checkHtml, type Link } from './html-check.server.ts'
import { checkLab } from './lab-check.server.ts'
import { type Format, htmlOf, parseMarkdown } from './markdown.server.ts'
import type { MediaShelf } from './media.ts'
import { checkShapes } from './part-shapes.server.ts'
import { everyPart, type Part, partsOf } from './parts.server.ts'
import { FILE_START, type Tell } from './problem.ts'
import { checkRawHtml } from './raw-html-check.server.ts'
import { refuseCode } from './refusals.server.ts'
import { sanitised } from './sanitise.server.ts'
import { checkCharacters } from './unreadable-characters.ts'
import { checkVocabulary } from './vocabulary-check.server.ts'
import { wordsIn } from './words-in.ts'

/** A text file of the content folder, and what it may refer to. */
export type Source = {
  /** as problems name it */
  path: string
  format: Format
  text: string
  media: MediaShelf
}

/** Longer files are refused unread: some Markdown takes time that grows with the square of its length. */
export const LONGEST_TEXT = 256 * 1024

/** A body whose every construct is allowed. */
export type CheckedBody = {
  body: string
  format: Format
  headings: Headings
  parts: Part[]
  links: Link[]
  /** its words, without markup */
  plain: string
}

/** Front matter and body of a source, or null after telling what cannot be read. */
export function opened(source: Source, tell: Tell): FrontMatter | null {
  if (source.text.length > LONGEST_TEXT) {
    tell(FILE_START, `This file is longer than ${LONGEST_TEXT / 1024} kB. Split it into several.`)
    return null
  }
  return checkCharacters(source.text, tell) ? readFrontMatter(source.text, tell) : null
}

/**
 * Reads a body and tells everything that is not allowed in it, before any of it is compiled.
 * `title` is the one of the front matter, if it has one. Null if the body cannot be read at all.
 */
export async function checkedBody(
  { format, media }: Source,
  { body }: FrontMatter,
  file: 'module' | 'playbook',
  title: string | null,
  tell: Tell,
): Promise<CheckedBody | null> {
  const root = parseMarkdown(body, format, tell)
  if (root === null) return null
  refuseCode(root, file, tell)
  checkRawHtml(root, tell)
  const headings = nameHeadings(root, title, format, tell)
  const parts = partsOf(root)
  checkParts(parts, media, tell)
  const links = checkHtml(await htmlOf(root, body, format), format, headings.ids, media, tell)
  return { body, format, headings, parts, links, plain: wordsIn(root) }
}

/** What was refused as code is not judged further; shapes and labs only where every component has what it needs. */
function checkParts(parts: readonly Part[], media: MediaShelf, tell: Tell) {
  for (const part of parts) {
    if (everyPart([part]).some(({ hasCode }) => hasCode)) continue
    let isSound = true
    const tellAndKeep: Tell = (place, message) => {
      isSound = false
      tell(place, message)
    }
    checkVocabulary([part], media, tellAndKeep)
    if (!isSound) continue
    checkShapes([part], tell)
    for (const inner of everyPart([part])) {
      if (inner.name === 'Lab') checkLab(inner, tell)
      if (inner.name === 'Video') checkChapters(inner, media, tell)
    }
  }
}

/** The sanitised HTML of a body without problems, code coloured, components still elements of their name. */
export async function compiledBody({ body, format }: CheckedBody, title: string | null): Promise<Html> {
  const html = sanitised(format === 'mdx' ? await bundledHtml(body, title) : await plainHtml(body, title))
  await highlight(html)
  return html
}

async function plainHtml(body: string, title: string | null): Promise<Html> {
  const root = parseMarkdown(body, 'md', ignore)
  if (root === null) throw new Error('A body that was read once can be read again.')
  nameHeadings(root, title, 'md', ignore)
  return htmlOf(root, body, 'md')
}

const ignore: Tell = () => {}
