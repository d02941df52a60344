/** Decides which playbooks and support templates of a content folder are published. Pure. */
import type { MigrationContent, PlaybookFile, TemplateFile } from '#app/lessons/content.server.ts'
import type { PlannedGuide } from './plan.ts'
import type { Published } from './published.server.ts'
import { guideTrouble } from './taken-slugs.ts'

type Change = Pick<PlannedGuide, 'change' | 'reason'>

/** What becomes of one file, and what is published under its slug already. */
export type GuideDecision<File, Known> = Change & { file: File; known: Known | undefined }

export type GuideDecisions = {
  playbooks: GuideDecision<PlaybookFile, Published['playbooks'][number]>[]
  /** in the order of the folder, which is that of the list people choose from */
  templates: GuideDecision<TemplateFile, Published['templates'][number]>[]
}

/** What becomes of each playbook and each template of a migration's folder. */
export function decideGuides(content: MigrationContent, published: Published): GuideDecisions {
  return {
    playbooks: content.playbooks.map((file) => {
      const known = ownOf(published.playbooks, file, content)
      const trouble = guideTrouble(file, published.playbooks, content.slug) ?? writtenHere(file, known)
      const isSame = known && (known.hash === file.hash || (known.writtenHere && known.fileHash === file.hash))
      return { file, known, ...changeOf(trouble, isSame) }
    }),
    templates: content.templates.map((file) => {
      const known = ownOf(published.templates, file, content)
      const trouble = guideTrouble(file, published.templates, content.slug)
      return { file, known, ...templateChange(trouble, known, file) }
    }),
  }
}

/** A file does not write over what was written in the portal: somebody has to bring the two together. */
function writtenHere({ slug, hash }: PlaybookFile, known: Published['playbooks'][number] | undefined): string | null {
  if (!known?.writtenHere || known.hash === hash || known.fileHash === hash) return null
  const what = known.number === 0 ? 'A draft of this playbook' : `Revision ${known.number} of this playbook`
  return `${what} was written in the portal, and this file says something else. Take /playbooks/${slug}.md for the file and change that, or make the change in the portal.`
}

/** The same for the preview. */
export function plannedGuides({ playbooks, templates }: GuideDecisions): PlannedGuide[] {
  return [
    ...playbooks.map(({ file, change, reason }): PlannedGuide => {
      return { slug: file.slug, path: file.path, title: file.playbook.title, kind: 'playbook', change, reason }
    }),
    ...templates.map(({ file, change, reason }): PlannedGuide => {
      return { slug: file.slug, path: file.path, title: file.template.title, kind: 'template', change, reason }
    }),
  ]
}

function ownOf<Known extends { slug: string; migration: string }>(
  published: readonly Known[],
  file: { slug: string },
  content: MigrationContent,
): Known | undefined {
  return published.find(({ slug, migration }) => slug === file.slug && migration === content.slug)
}

/** `isSame`: whether the file says what is published; undefined where nothing is. */
function changeOf(trouble: string | null, isSame: boolean | undefined): Change {
  if (trouble !== null) return { change: 'refused', reason: trouble }
  if (isSame === undefined) return { change: 'new', reason: null }
  return { change: isSame ? 'unchanged' : 'changed', reason: null }
}

/**
 * What was edited in the portal stays until file and portal say the same: from then on the file decides again, which is a
 * change. Its place in the list is the portal's.
 */
function templateChange(
  trouble: string | null,
  known: Published['templates'][number] | undefined,
  file: TemplateFile,
): Change {
  const isSame = known && isSameTemplate(known, file)
  if (trouble !== null || !known?.edited) return changeOf(trouble, isSame)
  return isSame ? { change: 'changed', reason: null } : { change: 'kept', reason: KEPT }
}

const KEPT =
  'It was edited in the portal, where its words stay. Bring both to the same words, and the file decides again.'

function isSameTemplate(known: Published['templates'][number], { template }: TemplateFile): boolean {
  return (
    known.title === template.title &&
    known.area === template.area &&
    known.body === template.markdown &&
    known.module === template.module
  )
}
