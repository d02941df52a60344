import { dayText, momentText, shortDayText } from '#app/components/dates.ts'
import { counted, duration } from '#app/components/format.ts'
import { type Today, todayOf } from '#app/components/ui/date-text.tsx'
import { SILENT_AFTER_DAYS } from '#app/domain/confusion/silence.ts'
import { outcomeWords, type ThreadEntry } from '#app/domain/confusion/thread.ts'
import type { TroubleDetail } from '#app/domain/confusion/trouble-detail.ts'
import { localDay } from '#app/domain/migrations/local-days.ts'

export type HistoryItem = {
  at: Date
  title: string
  /** when, by whom, what was told */
  note: string
  words: string | null
  link: string | null
  place: 'passed' | 'now' | 'ahead'
}

/** The history of a trouble as the team reads it: from the first report to what it waits for. */
export function historyOf(trouble: TroubleDetail, today: Today): HistoryItem[] {
  const lastAt = trouble.thread.findLast((entry) => entry.what !== 'reopened')?.at
  const items: HistoryItem[] = [
    // A time of day would say more of a reporter without a name than the team may know.
    passed(trouble.openedAt, 'First report', dayText(localDay(trouble.openedAt, today.zone), todayOf(today))),
    ...trouble.thread.map((entry) => itemOf(entry, trouble, today, entry.at === lastAt)),
    ...trouble.steps.map(({ at, words }) => passed(at, words, momentText(at, today.zone, today.now))),
  ]
  return [...items.sort((one, other) => one.at.getTime() - other.at.getTime()), nextOf(trouble, today)]
}

const passed = (at: Date, title: string, note: string): HistoryItem => ({
  at,
  title,
  note,
  words: null,
  link: null,
  place: 'passed',
})

function itemOf(entry: ThreadEntry, trouble: TroubleDetail, today: Today, isLast: boolean): HistoryItem {
  const when = momentText(entry.at, today.zone, today.now)
  if (entry.what === 'reopened') return passed(entry.at, 'Opened again', when)
  const told = isLast ? `, ${counted(trouble.told, 'person', 'people')} told` : ''
  const note = `${when}, ${entry.by}${told}`
  if (entry.what === 'resolution') {
    const { url, changedOn } = entry.outcome
    const changed = changedOn ? `. Changed on ${shortDayText(changedOn, todayOf(today))}` : ''
    return { ...passed(entry.at, outcomeWords(entry.outcome), note + changed), words: entry.words, link: url }
  }
  const took = entry.at.getTime() - trouble.openedAt.getTime()
  const fix = entry.fixBy ? `. A fix is promised by ${dayText(entry.fixBy, todayOf(today))}` : ''
  return { ...passed(entry.at, `Answered after ${duration(Math.max(0, took))}`, note + fix), words: entry.words }
}

/** What happens next. */
function nextOf(trouble: TroubleDetail, today: Today): HistoryItem {
  const { state, verdicts, told, silent, voices } = trouble
  const item = (title: string, note: string): HistoryItem => ({ ...passed(today.now, title, note), place: 'now' })
  if (state === 'resolved') {
    const waits = Math.max(0, told - verdicts.yes - verdicts.no - silent)
    const said = [`Yes ${verdicts.yes}`, `no ${verdicts.no}`]
    if (waits > 0) said.push(`no answer yet ${waits}`)
    if (silent > 0) said.push(`closed without a word after ${SILENT_AFTER_DAYS} days ${silent}`)
    return item(waits > 0 ? 'Asking whether it helped' : 'Closed', said.join(', '))
  }
  if (state === 'fixing') return item('Being fixed', 'Resolve it once the fix is there')
  if (state === 'answered') return item('Answered', 'Say what became of it once that is known')
  return item('Waits for an answer', `${counted(voices.people, 'person waits', 'people wait')} to hear`)
}
