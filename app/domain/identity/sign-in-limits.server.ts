import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { pool } from '#app/platform/database/sql.server.ts'

const MINUTES = 60

const limiter = (keyPrefix: string, points: number, duration: number) =>
  new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix,
    points,
    duration,
    blockDuration: duration,
  })

/** Tries for one address from one place. */
const account = limiter('sign-in', 10, 15 * MINUTES)
/** Tries from one place, whatever the address: an office shares one, so there are many. */
const place = limiter('sign-in-place', 100, 15 * MINUTES)
/** Guesses of the password of somebody who is signed in, from wherever: a session may be stolen. */
const current = limiter('current-password', 10, 15 * MINUTES)
const resetOfAccount = limiter('reset', 3, 60 * MINUTES)
const resetFromPlace = limiter('reset-place', 20, 60 * MINUTES)
/** Numbers of certificates that are none, tried from one place. */
const numberFromPlace = limiter('certificate-place', 30, 15 * MINUTES)
/** Calendar addresses that are none, tried from one place: calendars of many people ask from one. */
const feedGuesses = limiter('feed-place', 300, 15 * MINUTES)
/** Looks at one calendar address: calendars ask a few times an hour. */
const feedLooks = limiter('feed', 30, 5 * MINUTES)
/** Codes of sessions that are none, by one person, and from one place: a room shares one, and mistypes. */
const codeOfPerson = limiter('check-in', 8, 10 * MINUTES)
const codeFromPlace = limiter('check-in-place', 120, 10 * MINUTES)

/** How often somebody may still try, or how many seconds they must wait. */
export type Allowance = { left: number } | { seconds: number }

/**
 * Counts a try to sign in before the password is looked at, so that many at once cannot slip through. `forgive` takes it
 * back after a success.
 */
export async function countTry(email: string, from: string): Promise<Allowance> {
  const own = await consume(account, pair(email, from))
  if ('seconds' in own) return own
  const ofPlace = await consume(place, placeOf(from))
  return 'seconds' in ofPlace ? ofPlace : own
}

/** A success clears the address' own count, and takes this one try from the place's. */
export async function forgive(email: string, from: string): Promise<void> {
  await account.delete(pair(email, from))
  await place.reward(placeOf(from), 1)
}

/** Counts a try of somebody who is signed in at their own password, before it is looked at. */
export function countOwnTry(personId: string): Promise<Allowance> {
  return consume(current, personId)
}

/** A success begins the count anew. */
export async function forgiveOwn(personId: string): Promise<void> {
  await current.delete(personId)
}

/** Counts a request for a reset mail; false: enough have been sent. */
export async function mayAskForReset(email: string, from: string): Promise<boolean> {
  if ('seconds' in (await consume(resetFromPlace, placeOf(from)))) return false
  return 'left' in (await consume(resetOfAccount, hash(email)))
}

/** Counts a look at a certificate by its number before it is looked up; `forgiveLookUp` takes it back where there is one. */
export function countLookUp(from: string): Promise<Allowance> {
  return consume(numberFromPlace, placeOf(from))
}

export async function forgiveLookUp(from: string): Promise<void> {
  await numberFromPlace.reward(placeOf(from), 1)
}

/** Counts a look at a calendar address that is somebody's, by its hash. */
export function countFeedLook(feed: string): Promise<Allowance> {
  return consume(feedLooks, feed)
}

/** Counts a look at a calendar address that is nobody's. */
export function countFeedGuess(from: string): Promise<Allowance> {
  return consume(feedGuesses, placeOf(from))
}

/** Counts a code that somebody typed to check in, before it is looked up; `forgiveCode` takes it back where it is one. */
export async function countCode(personId: string, from: string): Promise<Allowance> {
  const own = await consume(codeOfPerson, personId)
  if ('seconds' in own) return own
  const ofPlace = await consume(codeFromPlace, placeOf(from))
  return 'seconds' in ofPlace ? ofPlace : own
}

export async function forgiveCode(personId: string, from: string): Promise<void> {
  await codeOfPerson.delete(personId)
  await codeFromPlace.reward(placeOf(from), 1)
}

async function consume(from: RateLimiterPostgres, key: string): Promise<Allowance> {
  try {
    return { left: (await from.consume(key)).remainingPoints }
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    return { seconds: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)) }
  }
}

/** Keys are hashed: the table tells nobody who tried to sign in from where. */
const hash = (text: string) => createHash('sha256').update(text).digest('base64url')
const pair = (email: string, from: string) => hash(`${email} ${network(from)}`)
const placeOf = (from: string) => hash(network(from))

/** One customer of an IPv6 provider has a whole /64. */
function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail = ''] = plain.toLowerCase().split('::')
  const start = head.split(':').filter(Boolean)
  const end = plain.includes('::') ? tail.split(':').filter(Boolean) : []
  const zeros = Array.from({ length: Math.max(0, 8 - start.length - end.length) }, () => '0')
  return [...start, ...zeros, ...end].slice(0, 4).join(':')
}
