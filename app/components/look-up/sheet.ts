import { paths } from '#app/http/paths.ts'

/** A quick reference as it stands on its own page: its parts, with the author's sanitised text. */
export type Sheet = { title: string; parts: { title: string | null; html: string[] }[] }

/**
 * Reads a quick reference from its page, which is also there without a connection once the browser keeps it. Null where
 * there is no such page now: no connection and nothing kept, or signed out meanwhile.
 */
export async function fetchSheet(slug: string): Promise<Sheet | null> {
  try {
    const answer = await fetch(paths.module(slug), { headers: { accept: 'text/html' } })
    if (!answer.ok) return null
    return sheetIn(new DOMParser().parseFromString(await answer.text(), 'text/html'))
  } catch {
    return null
  }
}

function sheetIn(page: Document): Sheet | null {
  const sections = Array.from(page.querySelectorAll('.lesson-block'))
  if (sections.length === 0) return null
  return {
    title: page.querySelector('h1')?.textContent ?? '',
    parts: sections.map((section) => ({
      title: section.querySelector('h2:not(.sr)')?.textContent ?? null,
      html: Array.from(section.querySelectorAll(':scope > .prose'), ({ innerHTML }) => innerHTML),
    })),
  }
}
