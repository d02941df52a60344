import type { QuickReference } from '#app/domain/modules/quick-references.server.ts'
import { fetchSheet, type Sheet } from './sheet.ts'

/** What stands in quick references, by slug. */
export type Words = Readonly<Record<string, string>>

/** Those of all of them; without a connection, of those that the browser keeps. */
export async function fetchWords(references: readonly QuickReference[]): Promise<Words> {
  try {
    const answer = await fetch('/quick-references/words.json')
    if (answer.ok) return (await answer.json()) as Words
  } catch {}
  const kept = await Promise.all(
    references.map(async ({ slug }) => {
      const sheet = await fetchSheet(slug)
      return [slug, sheet ? textOf(sheet) : ''] as const
    }),
  )
  return Object.fromEntries(kept)
}

function textOf({ parts }: Sheet): string {
  const html = parts.flatMap(({ title, html }) => [`<h3>${title ?? ''}</h3>`, ...html])
  return new DOMParser().parseFromString(html.join('\n'), 'text/html').body.textContent
}
