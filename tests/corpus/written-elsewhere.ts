import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { projectRoot } from '#app/platform/project.server.ts'
import { altered } from './altered.ts'

/** A Markdown or MDX file that nobody wrote for us. */
export type ElsewhereFile = { name: string; format: 'md' | 'mdx'; text: string }

/**
 * What packages tell their own readers: public Markdown, written for other systems. Few packages bring MDX, so some are
 * installed for nothing but their documents: `ai`, `chat` and `@assistant-ui/mcp-docs-server` (manuals for Fumadocs),
 * `@trigger.dev/sdk` (Mintlify), `@modern-js/builder-doc` (Rspress, in English and Chinese), `@lion/ui` (Rocket, with
 * programs in its Markdown) and `create-docusaurus` (examples of every feature). All but `create-docusaurus` and `ai` are
 * pinned, so that the files stay the same; what two of them would only need to run is replaced in `overrides`.
 */
const OF_PACKAGES = [path.join(projectRoot, 'node_modules')]

const EXTENSION = /\.(?:md|mdx|markdown)$/i

/**
 * Every different Markdown and MDX file in these folders and below, in an order that follows from their content alone, so
 * that any part from the beginning is a fair sample. Files that are not UTF-8 are refused before they are compiled.
 */
async function writtenElsewhere(folders: readonly string[]): Promise<ElsewhereFile[]> {
  const found = new Map<string, ElsewhereFile>()
  for (const folder of folders) {
    for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
      if (!entry.isFile() || !EXTENSION.test(entry.name)) continue
      const file = path.join(entry.parentPath, entry.name)
      const text = textOf(await readFile(file))
      if (text === null) continue
      const format = entry.name.toLowerCase().endsWith('.mdx') ? 'mdx' : 'md'
      found.set(createHash('sha256').update(text).digest('hex'), { name: path.relative(folder, file), format, text })
    }
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, file]) => file)
}

function textOf(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n')
  } catch {
    return null
  }
}

/** How many are made of those that are found. */
const MADE = 800

/** Every file of the packages and of the folders that are named, as it is; and files made of these. */
export async function wholeCorpus(folders: readonly string[] = []): Promise<Record<'found' | 'made', ElsewhereFile[]>> {
  const found = await writtenElsewhere([...OF_PACKAGES, ...folders])
  return { found, made: altered(found, MADE, 'corpus') }
}
