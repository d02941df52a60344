import { wallTimeOf } from './local-time.ts'
import { whenInWords } from './session-times.ts'

type Told = {
  title: string
  startsAt: Date
  minutes: number
  timeZone: string
  place: string | null
  link: string | null
  words: string | null
  champion: string | null
  cohort: string
  cancelWords: string | null
}

/** What people are told about a session. */
export type News = 'invited' | 'changed' | 'cancelled' | 'withdrawn' | 'place' | 'waiting' | HostNews

/** What whoever runs it is told. */
export type HostNews = 'runs' | 'runs changed' | 'runs cancelled' | 'runs no more'

/** The notice and the mail about a session. */
export function newsOf(session: Told, news: News): { title: string; words: string } {
  return { title: TITLES[news](session.title), words: WORDS[news](session) }
}

const TITLES: Record<News, (title: string) => string> = {
  invited: (title) => `Invitation: ${title}`,
  changed: (title) => `Changed: ${title}`,
  cancelled: (title) => `Cancelled: ${title}`,
  withdrawn: (title) => `No longer for you: ${title}`,
  place: (title) => `You have a place: ${title}`,
  waiting: (title) => `You are on the waiting list: ${title}`,
  runs: (title) => `You run: ${title}`,
  'runs changed': (title) => `Changed: ${title}`,
  'runs cancelled': (title) => `Cancelled: ${title}`,
  'runs no more': (title) => `You no longer run: ${title}`,
}

const doesNotTakePlace = (session: Told) =>
  `${whenOf(session)} does not take place. ${session.cancelWords ?? ''}`.trim()

const WORDS: Record<News, (session: Told) => string> = {
  invited: (session) => `${plan(session)}\n\nPlease say on the session’s page whether you come.`,
  changed: (session) => `It is now as follows. ${plan(session)}\n\nYour reply holds; change it on the session’s page.`,
  cancelled: doesNotTakePlace,
  withdrawn: (session) =>
    `You are no longer in the cohort ${session.cohort}, so you are not expected on ${whenOf(session)}.`,
  place: (session) => `A place is free, and you are expected. ${plan(session)}\n\nIf you cannot come, please say so.`,
  waiting: (session) => `There are fewer places now. You are first in line when one becomes free. ${whenOf(session)}.`,
  runs: (session) => `You run this session for ${session.cohort}. ${plan({ ...session, champion: null })}`,
  'runs changed': (session) => `It is now as follows. ${plan({ ...session, champion: null })}\n\nYou run this session.`,
  'runs cancelled': doesNotTakePlace,
  'runs no more': (session) => `You are no longer expected to run it: ${session.cohort}, ${whenOf(session)}.`,
}

/** What somebody reads who was absent from an earlier session. */
export function missedWords(session: Told, missed: string): { title: string; words: string } {
  const words = `You were not at “${missed}”. This is a chance to catch up. ${plan(session)}`
  return {
    title: `Do you come? ${session.title}`,
    words: `${words}\n\nPlease say on the session’s page whether you come.`,
  }
}

/** When a session is, in its own zone. */
export function whenOf({ startsAt, minutes, timeZone }: Pick<Told, 'startsAt' | 'minutes' | 'timeZone'>): string {
  const end = new Date(startsAt.getTime() + minutes * 60_000)
  return whenInWords(wallTimeOf(startsAt, timeZone), wallTimeOf(end, timeZone), timeZone)
}

function plan(session: Told): string {
  const facts = [
    `${whenOf(session)}.`,
    session.place ? `Place: ${session.place}.` : session.link ? 'Online.' : 'The place follows.',
    session.link && `Link: ${session.link}`,
    session.champion && `With ${session.champion}.`,
  ]
  return [facts.filter(Boolean).join(' '), session.words].filter(Boolean).join('\n\n')
}
