import { createHash } from 'node:crypto'
import type { Dirent } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { filmSeconds } from './film-length.server.ts'
import type { Format } from './markdown.server.ts'
import { extensionOf, MEDIA_TYPES, type MediaFile, type MediaShelf } from './media.ts'
import { pictureSize } from './picture-size.server.ts'
import { FILE_START, type Problem } from './problem.ts'
import { SLUG, SLUG_WORDS } from './slug.ts'

/** A text file as it lies in the folder. Line ends are those of Unix, and there is no byte order mark. */
export type TextFile = { slug: string; path: string; format: Format; text: string }

/** A module's file: the current one, or an older release in the folder of its name. */
export type ModuleFile = TextFile & { milestone: string; olderLabel: string | null }

/** The files of one migration, read but not understood. */
export type ContentFolder = {
  slug: string
  /** null if there is none */
  migration: { path: string; text: string } | null
  modules: ModuleFile[]
  playbooks: TextFile[]
  templates: TextFile[]
  media: MediaShelf
  /** where each of the media lies */
  mediaPaths: Record<string, string>
  problems: Problem[]
}

export const MIGRATION_FILE = 'migration.yaml'

/** How a path is shown: from where the command was started, if it lies below. */
function shown(file: string): string {
  const relative = path.relative(process.cwd(), file)
  return relative.startsWith('..') ? file : relative
}

/** The folders of migrations in a content folder; a folder that is one itself counts as the only one. */
export async function migrationFolders(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true })
  if (entries.some((entry) => entry.name === MIGRATION_FILE)) return [dir]
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
  const holding = await Promise.all(
    folders.map(async ({ name }) => {
      const inside = await entriesOf(path.join(dir, name))
      return inside.some((entry) => entry.name === MIGRATION_FILE) ? [path.join(dir, name)] : []
    }),
  )
  return holding.flat().length > 0 ? holding.flat().sort() : [dir]
}

/** The text of a module's current file, wherever in a content folder it lies; null if there is none. Cheap: reads only that. */
export async function moduleText(dir: string, slug: string): Promise<string | null> {
  for (const migration of await migrationFolders(dir)) {
    const modules = path.join(migration, 'modules')
    for (const milestone of await entriesOf(modules)) {
      for (const extension of ['mdx', 'md']) {
        const text = await textOf(path.join(modules, milestone.name, `${slug}.${extension}`), () => {})
        if (text !== null) return text
      }
    }
  }
  return null
}

/** Reads the folder of a migration. Symbolic links are passed over: content lies in the folder itself. */
export async function readFolder(dir: string): Promise<ContentFolder> {
  const problems: Problem[] = []
  const tell: TellFile = (file, message) => problems.push({ file: shown(file), ...FILE_START, message })
  const migrationPath = path.join(dir, MIGRATION_FILE)
  const migration = await textOf(migrationPath, tell)
  if (migration === null) tell(migrationPath, 'There is no migration.yaml, neither here nor one folder below.')
  const { media, mediaPaths } = await readMedia(path.join(dir, 'media'), tell)
  return {
    slug: path.basename(path.resolve(dir)),
    migration: migration === null ? null : { path: shown(migrationPath), text: migration },
    modules: await readModules(path.join(dir, 'modules'), tell),
    playbooks: await readTexts(path.join(dir, 'playbooks'), tell),
    templates: await readTexts(path.join(dir, 'templates'), tell),
    media,
    mediaPaths,
    problems,
  }
}

type TellFile = (file: string, message: string) => unknown

async function readModules(dir: string, tell: TellFile): Promise<ModuleFile[]> {
  const modules: ModuleFile[] = []
  for (const entry of await entriesOf(dir)) {
    const folder = path.join(dir, entry.name)
    if (!entry.isDirectory()) {
      if (entry.isFile()) tell(folder, 'A module lies in the folder of its milestone, as in modules/pilot/name.mdx.')
      continue
    }
    const milestone = entry.name
    modules.push(...(await readTexts(folder, tell)).map((file) => ({ ...file, milestone, olderLabel: null })))
    for (const older of (await entriesOf(folder)).filter((one) => one.isDirectory())) {
      const releases = await readTexts(path.join(folder, older.name), tell, { named: 'by label' })
      modules.push(...releases.map((file) => ({ ...file, slug: older.name, milestone, olderLabel: file.slug })))
    }
  }
  return modules
}

async function readTexts(
  dir: string,
  tell: TellFile,
  { named }: { named: 'by slug' | 'by label' } = { named: 'by slug' },
): Promise<TextFile[]> {
  const files: TextFile[] = []
  for (const entry of (await entriesOf(dir)).filter((one) => one.isFile())) {
    const file = path.join(dir, entry.name)
    const extension = path.extname(entry.name)
    const slug = path.basename(entry.name, extension)
    if (extension !== '.md' && extension !== '.mdx') tell(file, 'Only .mdx and .md files can lie here.')
    else if (named === 'by slug' && !SLUG.test(slug)) tell(file, `A file's name is its slug: ${SLUG_WORDS}.`)
    else {
      const text = await textOf(file, tell)
      if (text !== null) files.push({ slug, path: shown(file), format: extension === '.md' ? 'md' : 'mdx', text })
    }
  }
  return files
}

/** The text of a file; null if it is not there, or after telling that it is none. */
async function textOf(file: string, tell: TellFile): Promise<string | null> {
  const bytes = await readFile(file).catch(() => null)
  if (bytes === null) return null
  const text = decoded(bytes)
  if (text === null) tell(file, 'This file is not text in UTF-8.')
  return text
}

function decoded(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n')
  } catch {
    return null
  }
}

const LARGEST_MEDIA = 25 * 1024 * 1024

async function readMedia(dir: string, tell: TellFile) {
  const media: Record<string, MediaFile> = {}
  const mediaPaths: Record<string, string> = {}
  for (const entry of await entriesOf(dir, { deep: true })) {
    const file = path.join(entry.parentPath, entry.name)
    const extension = extensionOf(entry.name)
    if (!entry.isFile() || !Object.hasOwn(MEDIA_TYPES, extension)) continue
    const bytes = await readFile(file).catch(() => null)
    if (bytes === null) continue
    if (bytes.length > LARGEST_MEDIA) {
      tell(file, `This file is larger than ${LARGEST_MEDIA / 1024 / 1024} MB.`)
      continue
    }
    const name = path.relative(dir, file).split(path.sep).join('/')
    const hash = createHash('sha256').update(bytes).digest('hex')
    const { width = null, height = null } = pictureSize(bytes) ?? {}
    const seconds = MEDIA_TYPES[extension]?.kind === 'video' ? filmSeconds(bytes) : null
    media[name] = { name, hash, extension, bytes: bytes.length, width, height, seconds }
    mediaPaths[name] = file
  }
  return { media, mediaPaths }
}

/** What lies in a folder, by name, without hidden files; nothing if there is no such folder. */
async function entriesOf(dir: string, { deep }: { deep: boolean } = { deep: false }): Promise<Dirent[]> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: deep }).catch(() => [])
  return entries.filter((entry) => !entry.name.startsWith('.')).sort((one, other) => (one.name < other.name ? -1 : 1))
}
