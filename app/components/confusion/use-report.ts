import { useEffect, useState } from 'react'
import { type KeptPicture, keepPictures, keptPictures } from './kept-pictures.ts'
import { forgetReport, freshReport, type KeptReport, keepReport, keptReport } from './kept-report.ts'
import { releaseMarked } from './marked-words.ts'
import { watchKeptReports } from './send-kept.ts'
import { type Sending, type SentAlong, sendReport, sentAlong } from './send-report.ts'
import type { ReportPlace } from './unsent-reports.ts'

/** A report while it is written: what was typed, what goes along, how its sending stands. */
export type ReportWriting = {
  /** null until the browser has said what it keeps */
  report: KeptReport | null
  pictures: readonly KeptPicture[]
  along: SentAlong | null
  sending: Sending | 'now' | null
  change: (typed: KeptReport) => void
  attach: (pictures: readonly KeptPicture[]) => void
  send: (typed: KeptReport) => Promise<void>
  /** what was to be said was said otherwise: the form is empty again */
  finish: () => void
}

/** What is shown of a report that waited, once it was sent by itself; one that is just written is not touched. */
const arrived = (id: string) => (before: Sending | 'now' | null) =>
  before !== null && before !== 'now' && before.outcome === 'kept'
    ? { outcome: 'sent' as const, id, without: null }
    : before

/** The report on a block, from what this browser keeps of it. Only the browser knows, so nothing is there on the server. */
export function useReport(place: ReportPlace, quote: string | null): ReportWriting {
  const [report, setReport] = useState<KeptReport | null>(null)
  const [pictures, setPictures] = useState<readonly KeptPicture[]>([])
  const [sending, setSending] = useState<Sending | 'now' | null>(null)
  const [along, setAlong] = useState<SentAlong | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each block that is reported on
  useEffect(() => {
    const kept = keptReport(place)
    const begun = kept ? { ...kept, quote: quote ?? kept.quote } : freshReport(place, quote)
    setReport(begun)
    if (kept?.unsent) setSending({ outcome: 'kept' })
    void keptPictures(begun.id).then(setPictures)
    void sentAlong({ ...place, releaseId: begun.releaseId }).then(setAlong)
    const look = () => {
      if (keptReport(place) === null) setSending(arrived(begun.id))
    }
    window.addEventListener('storage', look)
    return () => {
      window.removeEventListener('storage', look)
      releaseMarked()
    }
  }, [place.personId, place.moduleSlug, place.block.id])

  const change = (typed: KeptReport) => {
    setReport(typed)
    keepReport(place, typed)
  }
  const attach = (chosen: readonly KeptPicture[]) => {
    setPictures(chosen)
    if (report) void keepPictures(report.id, chosen)
  }
  const send = async (typed: KeptReport) => {
    setSending('now')
    const result = await sendReport(place, typed, pictures)
    if (result.outcome !== 'sent') {
      change({ ...typed, unsent: result.outcome === 'kept' || result.outcome === 'signed out' })
    }
    setSending(result)
    if (result.outcome === 'kept') watchKeptReports(place.personId)
  }
  const finish = () => {
    forgetReport(place)
    attach([])
    setReport((typed) => typed && freshReport(place, typed.quote))
  }
  return { report, pictures, along, sending, change, attach, send, finish }
}
