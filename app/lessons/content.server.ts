import { createHash } from 'node:crypto'
import type { Compiler } from './compiler.server.ts'
import {
  type ContentFolder,
  type ModuleFile,
  migrationFolders,
  readFolder,
  type TextFile,
} from './content-folder.server.ts'
import { checkReferences } from './content-references.server.ts'
import type { Document } from './document.ts'
import { type MediaFile, type MediaShelf, mediaIn } from './media.ts'
import type { CompiledMigration } from './migration-file.server.ts'
import type { WrittenMigration } from './migration-file.ts'
import type { CompiledModule, Products } from './module.server.ts'
import type { CompiledPlaybook } from './playbook.server.ts'
import type { Outcome, Problem } from './problem.ts'
import { checkSlugsAcross } from './slugs-across.server.ts'
import type { Source } from './source.server.ts'
import type { CompiledTemplate } from './template.server.ts'

/** A file with its content's hash: SHA-256 of its text and of the media that it names, whatever the compiler makes of it. */
type Hashed = { path: string; slug: string; source: string; hash: string; media: MediaFile[] }

/** One release of a module, ready to be published. */
export type ModuleRelease = Hashed &
  CompiledModule & {
    milestone: string
    /** false for an older release that lies in the folder of the module's name */
    isCurrent: boolean
  }

export type PlaybookFile = Hashed & CompiledPlaybook
export type TemplateFile = Hashed & CompiledTemplate

/** Everything sound in the folder of a migration. */
export type MigrationContent = {
  slug: string
  /** `migration.yaml`, from where the command was started */
  path: string
  migration: WrittenMigration
  modules: ModuleRelease[]
  playbooks: PlaybookFile[]
  templates: TemplateFile[]
  media: MediaShelf
  /** where each of the media lies, by name */
  mediaPaths: Record<string, string>
}

/** A module's current file as it lies in the folder, sound or not. */
export type Draft = {
  slug: string
  path: string
  source: Source
  /** null while it cannot be compiled */
  release: ModuleRelease | null
  products: Products
  /** the migration's own file: while that is broken, nothing of it can be used */
  migrationPath: string | null
}

/** A playbook's file as it lies in the folder, sound or not. */
export type PlaybookDraft = Pick<Draft, 'slug' | 'path' | 'source' | 'migrationPath'> & {
  compiled: PlaybookFile | null
}

/** A content folder: what can be used of it, every problem in it, and how much was looked at. */
export type Content = {
  migrations: MigrationContent[]
  drafts: Draft[]
  playbookDrafts: PlaybookDraft[]
  problems: Problem[]
  files: number
}

/**
 * Reads, checks and compiles a content folder: `content/` itself, or the folder of one migration. A file with a problem
 * is left out, and the others can be used; a migration without a sound `migration.yaml` is left out whole.
 */
export async function readContent(dir: string, compiler: Compiler): Promise<Content> {
  const read: ReadMigration[] = []
  for (const folder of await migrationFolders(dir)) {
    read.push(await readMigration(await readFolder(folder), compiler))
  }
  const problems = [...read.flatMap((one) => one.problems), ...checkSlugsAcross(read)]
  return {
    migrations: read.flatMap((one) => usable(one, problems) ?? []),
    drafts: read.flatMap(draftsOf),
    playbookDrafts: read.flatMap(playbookDraftsOf),
    problems,
    files: read.reduce((sum, { folder }) => sum + filesOf(folder), 0),
  }
}

type Found = Pick<MigrationContent, 'modules' | 'playbooks' | 'templates'>
/** A migration's folder, compiled as far as it can be, and what is wrong in it. */
type ReadMigration = { folder: ContentFolder; written: CompiledMigration | null; found: Found; problems: Problem[] }

async function readMigration(folder: ContentFolder, compiler: Compiler): Promise<ReadMigration> {
  const problems = [...folder.problems]
  const used = <Result>({ compiled, problems: found }: Outcome<Result>): Result | null => {
    problems.push(...found)
    return compiled
  }
  const { migration: file, media } = folder
  const written = file && used(await compiler.compile(migrationDocument(file)))
  const products = productsOf(written)
  const found: Found = { modules: [], playbooks: [], templates: [] }
  for (const file of folder.modules) {
    const compiled = used(await compiler.compile({ kind: 'module', source: sourceOf(file, media), products }))
    if (compiled) found.modules.push({ ...releaseOf(file, media), ...compiled })
  }
  for (const file of folder.playbooks) {
    const compiled = used(await compiler.compile({ kind: 'playbook', source: sourceOf(file, media), products }))
    if (compiled) found.playbooks.push({ ...hashed(file, media), ...compiled })
  }
  for (const file of folder.templates) {
    const compiled = used(await compiler.compile({ kind: 'template', source: sourceOf(file, media), products }))
    if (compiled) found.templates.push({ ...hashed(file, media), ...compiled })
  }
  problems.push(...checkReferences({ folder, written, ...found }))
  return { folder, written, found, problems }
}

function sourceOf({ path, format, text }: TextFile, media: MediaShelf): Source {
  return { path, format, text, media }
}

function draftsOf({ folder, written, found }: ReadMigration): Draft[] {
  const products = productsOf(written)
  const migrationPath = folder.migration?.path ?? null
  return folder.modules
    .filter(({ olderLabel }) => olderLabel === null)
    .map((file) => {
      const { slug, path } = file
      const release = found.modules.find((module) => module.path === path) ?? null
      return { slug, path, source: sourceOf(file, folder.media), release, products, migrationPath }
    })
}

function playbookDraftsOf({ folder, found }: ReadMigration): PlaybookDraft[] {
  return folder.playbooks.map((file) => {
    const { slug, path } = file
    const compiled = found.playbooks.find((playbook) => playbook.path === path) ?? null
    const migrationPath = folder.migration?.path ?? null
    return { slug, path, source: sourceOf(file, folder.media), compiled, migrationPath }
  })
}

function filesOf({ modules, playbooks, templates, migration }: ContentFolder): number {
  return modules.length + playbooks.length + templates.length + (migration ? 1 : 0)
}

/** What of a migration can be published; null where `migration.yaml` itself has a problem. */
function usable({ folder, written, found }: ReadMigration, problems: readonly Problem[]): MigrationContent | null {
  const { slug, migration: file, media, mediaPaths } = folder
  if (!written || problems.some((problem) => problem.file === file?.path)) return null
  return {
    slug,
    path: file?.path ?? '',
    migration: written.migration,
    ...withoutBroken(found, problems),
    media,
    mediaPaths,
  }
}

function migrationDocument({ path, text }: { path: string; text: string }): Document<'migration'> {
  return { kind: 'migration', source: { path, format: 'md', text, media: {} }, products: productsOf(null) }
}

function productsOf(written: CompiledMigration | null): Products {
  const { old, new: next } = written?.migration ?? {}
  return { oldProduct: old?.name ?? 'Before', newProduct: next?.name ?? 'After' }
}

function releaseOf(file: ModuleFile, media: MediaShelf) {
  return { ...hashed(file, media), milestone: file.milestone, isCurrent: file.olderLabel === null }
}

function hashed({ path, slug, text }: TextFile, shelf: MediaShelf): Hashed {
  const media = mediaIn(text, shelf)
  const content = JSON.stringify([text, media.map(({ name, hash }) => [name, hash])])
  return { path, slug, source: text, hash: createHash('sha256').update(content).digest('hex'), media }
}

function withoutBroken({ modules, playbooks, templates }: Found, problems: readonly Problem[]): Found {
  const broken = new Set(problems.map(({ file }) => file))
  const isSound = ({ path }: Hashed) => !broken.has(path)
  return {
    modules: modules.filter(isSound),
    playbooks: playbooks.filter(isSound),
    templates: templates.filter(isSound),
  }
}
