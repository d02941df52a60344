import type { AttemptErrors } from '#app/domain/confusion/attempt-errors.ts'
import type { ConfusionKind } from '#app/domain/confusion/kinds.ts'
import { paths } from '#app/http/paths.ts'
import { reportPaths } from '#app/http/report-paths.ts'
import { type KeptPicture, keepPictures, keptPictures } from './kept-pictures.ts'
import { forgetReport, type KeptReport } from './kept-report.ts'
import type { ReportPlace } from './unsent-reports.ts'

/**
 * What came of sending: `kept` means that it did not arrive whole, and may be sent again as it is; with words where the
 * server says when it goes on. `without` says which screenshots were not taken.
 */
export type Sending =
  | { outcome: 'sent'; id: string; without: string | null }
  | { outcome: 'corrected'; errors: Partial<Record<'kind' | 'words' | 'body' | 'quote', string>> }
  | { outcome: 'signed out' }
  | { outcome: 'refused'; words: string }
  | { outcome: 'kept'; words?: string | undefined }

/** What goes with a report by itself, as its form shows it. */
export type SentAlong = {
  release: string
  milestone: string | null
  audience: { name: string; isLarge: boolean } | null
  attempt: { ordinal: number; errors: AttemptErrors } | null
  browser: string | null
}

/**
 * Sends a report as a form would, then its screenshots (left out: those that this browser keeps with it), and waits until
 * the server has them. Never throws.
 */
export async function sendReport(
  place: ReportPlace,
  report: KeptReport,
  pictures?: readonly KeptPicture[],
): Promise<Sending> {
  const body = new FormData()
  body.set('id', report.id)
  body.set('releaseId', report.releaseId)
  body.set('kind', report.kind satisfies ConfusionKind)
  body.set('words', report.words)
  if (report.body) body.set('body', report.body)
  body.set('quote', report.quote)
  body.set('place', report.screen ?? '')
  if (report.blocking) body.set('blocking', 'on')
  if (report.sentiment) body.set('sentiment', report.sentiment)
  if (report.anonymous) body.set('anonymous', 'on')
  const answer = await ask(paths.blockReportsJson(place.moduleSlug, place.block.id), { method: 'POST', body })
  if (answer === null) return { outcome: 'kept' }
  const { status, said } = answer
  if (status === 201 && said.id) return withPictures(place, said.id, pictures ?? (await keptPictures(said.id)))
  if (status === 429) return { outcome: 'kept', words: said.words }
  if (status === 401) return { outcome: 'signed out' }
  if (status === 400 && said.errors) return { outcome: 'corrected', errors: firstOf(said.errors) }
  if (status < 500 && said.words) return { outcome: 'refused', words: said.words }
  return { outcome: 'kept' }
}

/** Sends the screenshots of a report that has arrived. One that is refused is left out; the rest waits for a connection. */
async function withPictures(place: ReportPlace, id: string, pictures: readonly KeptPicture[]): Promise<Sending> {
  let without: string | null = null
  let waiting = pictures
  for (const picture of pictures) {
    const body = new FormData()
    body.set('id', picture.id)
    body.set('alt', picture.alt)
    body.set('file', picture.file, 'screenshot')
    const answer = await ask(reportPaths.pictures(id), { method: 'POST', body })
    if (answer === null || answer.status >= 500 || answer.status === 401) return { outcome: 'kept' }
    if (answer.status !== 201) without = answer.said.words ?? 'A screenshot was not taken.'
    waiting = waiting.filter((one) => one !== picture)
    await keepPictures(id, waiting)
  }
  forgetReport(place)
  return { outcome: 'sent', id, without }
}

/** "Me too", with words if there are some. Null: it was said; else what stood in the way. */
export async function sendMeToo(reportId: string, releaseId: string, words: string): Promise<string | null> {
  const body = new FormData()
  body.set('releaseId', releaseId)
  body.set('words', words)
  const answer = await ask(paths.meToos(reportId), { method: 'POST', body })
  if (answer?.status === 200) return null
  if (answer && answer.status < 500 && answer.said.words) return answer.said.words
  return 'Not sent: “me too” needs a connection. What you typed stays here.'
}

/** What would go with a report on this block; null while that cannot be known. */
export async function sentAlong(place: ReportPlace): Promise<SentAlong | null> {
  const url = `${paths.blockReportsJson(place.moduleSlug, place.block.id)}?release=${place.releaseId}`
  const answer = await ask(url, { method: 'GET' })
  return answer?.status === 200 ? (answer.said.context ?? null) : null
}

type Said = { id?: string; words?: string; errors?: Record<string, string[]>; context?: SentAlong }

/** Null where no answer of ours came back: no network, or something in between that answered for us. */
async function ask(url: string, request: RequestInit): Promise<{ status: number; said: Said } | null> {
  try {
    const response = await fetch(url, { ...request, headers: { Accept: 'application/json' } })
    return { status: response.status, said: (await response.json()) as Said }
  } catch {
    return null
  }
}

const firstOf = (errors: Record<string, string[]>) =>
  Object.fromEntries(Object.entries(errors).map(([field, [first]]) => [field, first]))
