import type { ConfusionKind } from '#app/domain/confusion/kinds.ts'
import { paths } from '#app/http/paths.ts'
import type { KeptReport, ReportPlace } from './kept-report.ts'

/** What came of sending: `kept` means that it never arrived, and may be sent again as it is. */
export type Sending =
  | { outcome: 'sent'; id: string }
  | { outcome: 'corrected'; errors: Partial<Record<'kind' | 'words' | 'quote', string>> }
  | { outcome: 'signed out' }
  | { outcome: 'refused'; words: string }
  | { outcome: 'kept' }

/** What goes with a report by itself, as its form shows it. */
export type SentAlong = {
  release: string
  milestone: string | null
  audience: { name: string; isLarge: boolean } | null
  attempt: number | null
  browser: string | null
}

/** Sends a report as a form would, and waits until the server has it. Never throws. */
export async function sendReport(place: ReportPlace, report: KeptReport): Promise<Sending> {
  const body = new FormData()
  body.set('id', report.id)
  body.set('releaseId', place.releaseId)
  body.set('kind', report.kind satisfies ConfusionKind)
  body.set('words', report.words)
  body.set('quote', report.quote)
  body.set('place', place.screen ?? '')
  if (report.blocking) body.set('blocking', 'on')
  if (report.sentiment) body.set('sentiment', report.sentiment)
  if (report.anonymous) body.set('anonymous', 'on')
  const answer = await ask(paths.blockReportsJson(place.moduleSlug, place.block.id), { method: 'POST', body })
  if (answer === null) return { outcome: 'kept' }
  const { status, said } = answer
  if (status === 201 && said.id) return { outcome: 'sent', id: said.id }
  if (status === 401) return { outcome: 'signed out' }
  if (status === 400 && said.errors) return { outcome: 'corrected', errors: firstOf(said.errors) }
  if (status < 500 && said.words) return { outcome: 'refused', words: said.words }
  return { outcome: 'kept' }
}

/** "Me too", with words if there are some. Null: it was said; else what stood in the way. */
export async function sendMeToo(reportId: string, releaseId: string, words: string): Promise<string | null> {
  const body = new FormData()
  body.set('releaseId', releaseId)
  body.set('words', words)
  const answer = await ask(paths.meToos(reportId), { method: 'POST', body })
  if (answer?.status === 200) return null
  if (answer && answer.status < 500 && answer.said.words) return answer.said.words
  return 'Not sent: there is no connection. Try again in a moment.'
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
