import type { Viewer } from '#app/domain/identity/viewer.ts'
import { docOfPlaybook } from '#app/lessons/playbook-doc/doc-of-playbook.server.ts'
import { markdownOf } from '#app/lessons/playbook-doc/markdown-of-doc.ts'
import { playbookOf } from './playbooks.server.ts'

/** The newest revision of a playbook as MDX, which can be put into the content folder. */
export async function playbookMarkdownOf(viewer: Viewer, slug: string): Promise<string> {
  const { playbook } = await playbookOf(viewer, slug)
  return markdownOf(docOfPlaybook(playbook))
}
