import { duration } from '#app/components/format.ts'
import type { Refused } from './sending.ts'

/** Why the server will never count something, and how far this device's clock was ahead when it said so. */
type NotCounted = { reason: Refused['reason']; aheadMs: number }

/** A clock that is wrong by less is not told: the server gives whole seconds, and an answer takes a while. */
const TELLING_MS = 60_000

/** Why it was not counted and what to do, in words. */
export function notCountedWords({ reason, aheadMs }: NotCounted): string {
  const isWrong = Math.abs(aheadMs) >= TELLING_MS
  if (isWrong && (reason === 'from-the-future' || reason === 'too-old')) {
    const by = `${duration(Math.abs(aheadMs))} ${aheadMs > 0 ? 'fast' : 'slow'}`
    return `This device's clock is ${by}, so what you do cannot be counted. Set it right, reload this page and do it again.`
  }
  return WORDS[reason]
}

const WORDS: Record<Refused['reason'], string> = {
  'from-the-future': "This device's clock was fast when you did it. Do it again.",
  'too-old': 'It was done too long ago to be counted. Do it again.',
  'unknown-release': 'This module is not open to you any more. Reload this page, or go to your start page.',
  'unknown-block': 'This module has changed. Reload this page and do it again.',
  'unknown-attempt': 'This try was begun by somebody else. Reload this page and start again.',
  malformed: 'The server could not read it. Reload this page and do it again.',
}
