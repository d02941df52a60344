import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { projectRoot } from '#app/platform/project.server.ts'
import { altered } from './altered.ts'

/** A Markdown or MDX file that nobody wrote for us. */
export type ElsewhereFile = { name: string; format: 'md' | 'mdx'; text: string }

/**
 * What packages tell their own readers: public Markdown, written for other systems. Of what the registry has, few bring MDX;
 * `ai` (its whole manual) and `create-docusaurus` (its examples of every feature) are installed for nothing else.
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

/** How many files are fed at least. */
const FILES = 2_400

/**
 * Every file of the packages and of the folders that are named, as it is; and files made of these, at least as many as
 * bring the number to `FILES`: there are not so many that are different.
 */
export async function wholeCorpus(folders: readonly string[] = []): Promise<Record<'found' | 'made', ElsewhereFile[]>> {
  const found = await writtenElsewhere([...OF_PACKAGES, ...folders])
  return { found, made: altered(found, Math.max(FILES - found.length, FILES / 2), 'corpus') }
}
