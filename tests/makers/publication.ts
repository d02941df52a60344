import { createHash } from 'node:crypto'
import type { MigrationContent, ModuleRelease, PlaybookFile, TemplateFile } from '#app/lessons/content.server.ts'
import type { WrittenMigration } from '#app/lessons/migration-file.ts'
import { aLesson } from './lessons.ts'
import { aGuide } from './playbooks.ts'

type ModuleParts = Partial<ModuleRelease['header']> & {
  slug: string
  compiled?: ReturnType<typeof aLesson>
  milestone?: string
  /** the label of an older release */
  older?: string
}

/** A sound file of a module, as the compiler hands it on. */
export function aModuleFile({
  slug,
  compiled = aLesson(),
  milestone = 'pilot',
  older,
  ...header
}: ModuleParts): ModuleRelease {
  const { lesson, keys } = compiled
  const full = {
    ...{ audiences: [], roles: [], due: 0, optional: false, updates: null, needs: [], was: null, removed: [] },
    refresh: 'changed' as const,
    ...{ release: older ?? '1', ...header },
  }
  const source = JSON.stringify([full, lesson])
  return {
    ...{ slug, source, lesson, keys, milestone, header: full },
    path: older ? `modules/${milestone}/${slug}/${older}.mdx` : `modules/${milestone}/${slug}.mdx`,
    hash: createHash('sha256').update(source).digest('hex'),
    media: [],
    words: Object.fromEntries(lesson.blocks.map(({ id, title }) => [id, title])),
    references: [],
    ids: [],
    isCurrent: older === undefined,
  }
}

/** A sound file of a playbook. */
export function aPlaybookFile(slug: string): PlaybookFile {
  const playbook = aGuide()
  return { ...hashed(`playbooks/${slug}.mdx`, slug, JSON.stringify(playbook)), playbook, words: '', references: [] }
}

/** A sound file of a support template. */
export function aTemplateFile(slug: string, markdown = 'Hello.'): TemplateFile {
  const template = { title: 'Stuck', area: 'approvals', module: null, markdown, html: markdown, variables: [] }
  return { ...hashed(`templates/${slug}.md`, slug, markdown), template, references: [] }
}

function hashed(path: string, slug: string, source: string) {
  return { path, slug, source, hash: createHash('sha256').update(source).digest('hex'), media: [] }
}

const MIGRATION: WrittenMigration = {
  name: 'From Ledgerline to Meridian',
  organisation: 'Brackwater Foods',
  old: { name: 'Ledgerline', version: '9' },
  new: { name: 'Meridian', version: null },
  timeZone: 'Europe/London',
  milestones: [],
  audiences: [],
}

let made = 0

/** A migration's folder with these modules. Slugs of milestones and audiences are its own, because they are unique. */
export function aContent(modules: ModuleRelease[], parts: Partial<MigrationContent> = {}): MigrationContent {
  const slug = parts.slug ?? `content-${++made}`
  const milestones = ['pilot', 'wave-1'].map((name, index) => ({
    ...{ slug: `${slug}-${name}`, name, date: { fromToday: 21 * (index + 1) }, state: 'training' as const, gates: [] },
  }))
  const audiences = [
    { slug: `${slug}-daily`, name: 'Every day', comfort: 'power' as const },
    { slug: `${slug}-readers`, name: 'Readers', comfort: 'casual' as const },
  ]
  return {
    slug,
    path: `${slug}/migration.yaml`,
    migration: { ...MIGRATION, milestones, audiences },
    modules: modules.map((file) => ({
      ...file,
      milestone: `${slug}-${file.milestone}`,
      header: { ...file.header, audiences: file.header.audiences.map((audience) => `${slug}-${audience}`) },
    })),
    playbooks: [],
    templates: [],
    media: {},
    mediaPaths: {},
    ...parts,
  }
}

/** The same folder with other modules. */
export function changedContent(content: MigrationContent, ...modules: ModuleRelease[]): MigrationContent {
  return { ...aContent(modules, { slug: content.slug }), migration: content.migration }
}
