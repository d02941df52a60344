import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Nodes } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { readFolder } from '#app/lessons/content-folder.server.ts'
import type { MediaShelf } from '#app/lessons/media.ts'
import { projectRoot } from '#app/platform/project.server.ts'

/** What people who write training have to go by. */
export const AUTHORING = path.join(projectRoot, 'docs/authoring.md')

/** Its examples use the demo's films and pictures. */
const DEMO = path.join(projectRoot, 'content/brackwater')
export const DEMO_MEDIA = path.join(DEMO, 'media')
export const demoMedia = async (): Promise<MediaShelf> => (await readFolder(DEMO)).media

export type AuthoringExample = {
  language: string
  /** where in a content folder it lies; null for a piece of a module */
  file: string | null
  source: string
  line: number
  /** the name of the picture below it: docs/authoring/NAME.png */
  picture: string | null
}

/** The examples of docs/authoring.md, in order, each with the picture that stands below it. */
export async function authoringPage(): Promise<{ text: string; examples: AuthoringExample[] }> {
  const text = await readFile(AUTHORING, 'utf8')
  const { children } = unified().use(remarkParse).use(remarkGfm).parse(text)
  const examples = children.flatMap((node, place): AuthoringExample[] => {
    if (node.type !== 'code' || !['mdx', 'md', 'yaml'].includes(node.lang ?? '')) return []
    const { lang, meta, value, position } = node
    const line = position?.start.line ?? 0
    return [{ language: lang ?? '', file: meta ?? null, source: value, line, picture: pictureIn(children[place + 1]) }]
  })
  return { text, examples }
}

function pictureIn(node: Nodes | undefined): string | null {
  const [only] = node?.type === 'paragraph' ? node.children : []
  return only?.type === 'image' ? (/^authoring\/([\w-]+)\.png$/.exec(only.url)?.[1] ?? null) : null
}
