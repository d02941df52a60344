import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { MediaFile, MediaShelf } from '#app/lessons/media.ts'
import { type CompiledModule, compileModule } from '#app/lessons/module.server.ts'
import type { Problem } from '#app/lessons/problem.ts'
import type { Source } from '#app/lessons/source.server.ts'

export const PRODUCTS = { oldProduct: 'Ledgerline', newProduct: 'Meridian' }

/** Media without a file: what a compiler needs to know of them. */
export function aShelf(...names: string[]): MediaShelf {
  const file = (name: string): MediaFile => {
    const extension = name.slice(name.lastIndexOf('.') + 1)
    const seconds = extension === 'mp4' || extension === 'webm' ? 60 : null
    return { name, hash: `hash-of-${name.replace(/\W/g, '-')}`, extension, bytes: 1, width: 640, height: 360, seconds }
  }
  return Object.fromEntries(names.map((name) => [name, file(name)]))
}

/** A module's file with these words, with a title unless the words bring front matter of their own. */
export function aSource(words: string, { format = 'mdx' as 'mdx' | 'md', media = {} as MediaShelf } = {}): Source {
  const text = words.startsWith('---') ? words : `---\ntitle: A title\n---\n${words}`
  return { path: `module.${format}`, format, text, media }
}

/** What the compiler tells of a module: `line:column message`. Lines count from the first line of the words. */
export async function problemsIn(words: string, options: Parameters<typeof aSource>[1] = {}): Promise<string[]> {
  const { problems } = await compileModule(aSource(words, options), PRODUCTS)
  const before = words.startsWith('---') ? 0 : 3
  return problems.map(({ line, column, message }: Problem) => `${line - before}:${column} ${message}`)
}

/** Words in which `§` marks a place, and that place as `line:column`. */
export function unmarked(marked: string): { words: string; place: string } {
  const before = marked.slice(0, marked.indexOf('§')).split('\n')
  return { words: marked.replace('§', ''), place: `${before.length}:${(before.at(-1) ?? '').length + 1}` }
}

/** A module without problems, compiled. */
export async function compiledModule(
  words: string,
  options: Parameters<typeof aSource>[1] = {},
): Promise<CompiledModule> {
  const { compiled, problems } = await compileModule(aSource(words, options), PRODUCTS)
  if (compiled === null) throw new Error(problems.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  return compiled
}

/** A content folder with these files, gone when the test is over. */
export async function aContentFolder(files: Record<string, string | Buffer>): Promise<string> {
  const folder = await makeContentFolder(files)
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

/** The same for several tests: whoever makes it removes it. */
export async function makeContentFolder(files: Record<string, string | Buffer>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gangway-content-'))
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, content)
  }
  return folder
}
