import { listed } from '#app/components/format.ts'
import { attemptWords } from '#app/domain/confusion/attempt-errors.ts'
import type { SentAlong } from './send-report.ts'

/**
 * What goes with a report by itself, in a sentence. `context` null: not known yet, so it is said in general. `screen` is where
 * in a lab the reporter is.
 */
export function sentAlongWords(context: SentAlong | null, anonymous: boolean, screen: string | null): string {
  if (context === null) {
    return anonymous
      ? 'With it go this block and its release, and nothing that would say who you are.'
      : 'With it go this block and its release, your milestone and audience, your last attempt, and which browser you use.'
  }
  const { release, milestone, audience, attempt, browser } = context
  const shared = [
    `release ${release}`,
    ...(screen ? [`the screen “${screen}”`] : []),
    ...(milestone ? [`milestone ${milestone}`] : []),
    ...(audience && (audience.isLarge || !anonymous) ? [`audience ${audience.name}`] : []),
  ]
  const own = [...(attempt ? [`your ${attemptWords(attempt)}`] : []), ...(browser ? [browser] : [])]
  if (!anonymous) return `With it go your name, ${listed([...shared, ...own])}.`
  const withheld = ['your name', ...(attempt ? ['your attempt'] : []), 'your browser']
  const small = audience && !audience.isLarge ? ' Your audience is too small to be named.' : ''
  return `With it go ${listed(shared)}, but not ${listed(withheld).replace(' and ', ' or ')}.${small}`
}
