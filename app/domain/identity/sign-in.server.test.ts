import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { aMigration, aPerson } from '#tests/makers/people.ts'
import { viewerOfSession } from './sessions.server.ts'
import { signIn } from './sign-in.server.ts'

const now = new Date()
const password = 'seven herons in the rain'
let places = 0
/** An address that nobody has tried from yet: limits count by it. */
const aPlace = () => `203.0.113.${++places}`

test('the right password opens a session', async () => {
  const lena = await aPerson({ password, roles: ['admin'] })
  const result = await signIn({ email: lena.email.toUpperCase(), password }, aPlace(), now)
  if (result.outcome !== 'signed in') throw new Error(result.outcome)
  expect(await viewerOfSession(result.session.id, now)).toMatchObject({ personId: lena.id })
})

test('a password typed with another keyboard is the same', async () => {
  const zoe = await aPerson({ password: 'Zo\u00eb geht fischen' })
  expect(await signIn({ email: zoe.email, password: 'Zoe\u0308 geht fischen' }, aPlace(), now)).toMatchObject({
    outcome: 'signed in',
  })
})

test('a wrong password, an unknown address and a person without a password get the same answer', async () => {
  const known = await aPerson({ password })
  const invited = await aPerson()
  for (const email of [known.email, invited.email, 'nobody@brackwater.example']) {
    expect(await signIn({ email, password: 'another password' }, aPlace(), now)).toEqual({
      outcome: 'wrong',
      triesLeft: 9,
    })
  }
})

test('an unknown address costs as much time as a wrong password', async () => {
  const times = { known: [] as number[], unknown: [] as number[] }
  for (let i = 0; i < 9; i++) {
    const known = await aPerson({ password })
    for (const [kind, email] of [
      ['known', known.email],
      ['unknown', `nobody-${i}@brackwater.example`],
    ] as const) {
      const start = performance.now()
      await signIn({ email, password: 'another password' }, aPlace(), now)
      times[kind].push(performance.now() - start)
    }
  }
  const median = (values: number[]) => values.sort((one, other) => one - other)[4] ?? 0
  // Without a hash to compare with, it would take a twentieth.
  expect(median(times.unknown) / median(times.known)).toBeGreaterThan(0.3)
})

test('after ten failures the address rests for that place, whether or not anybody has it', async () => {
  const lena = await aPerson({ password })
  for (const email of [lena.email, 'ghost@brackwater.example']) {
    const from = aPlace()
    const left = []
    for (let i = 0; i < 10; i++) {
      const result = await signIn({ email, password: 'wrong wrong wrong' }, from, now)
      left.push(result.outcome === 'wrong' ? result.triesLeft : result.outcome)
    }
    expect(left).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0])
    const resting = await signIn({ email, password }, from, now)
    expect(resting).toMatchObject({ outcome: 'resting' })
    if (resting.outcome === 'resting') expect(resting.seconds).toBeGreaterThan(14 * 60)
  }
  expect(await signIn({ email: lena.email, password }, aPlace(), now)).toMatchObject({ outcome: 'signed in' })
})

test('many tries at once do not slip through', async () => {
  const lena = await aPerson({ password })
  const from = aPlace()
  const tries = Array.from({ length: 20 }, () =>
    signIn({ email: lena.email, password: 'wrong wrong wrong' }, from, now),
  )
  const outcomes = (await Promise.all(tries)).map((result) => result.outcome)
  expect(outcomes.filter((outcome) => outcome === 'wrong')).toHaveLength(10)
  expect(outcomes.filter((outcome) => outcome === 'resting')).toHaveLength(10)
})

test('a success starts the count again', async () => {
  const lena = await aPerson({ password })
  const from = aPlace()
  for (let i = 0; i < 8; i++) await signIn({ email: lena.email, password: 'wrong wrong wrong' }, from, now)
  expect(await signIn({ email: lena.email, password }, from, now)).toMatchObject({ outcome: 'signed in' })
  expect(await signIn({ email: lena.email, password: 'wrong wrong wrong' }, from, now)).toMatchObject({ triesLeft: 9 })
})

test('one network of IPv6 counts as one place', async () => {
  const lena = await aPerson({ password })
  await signIn({ email: lena.email, password: 'wrong wrong wrong' }, '2001:db8:1:2:aaaa::1', now)
  expect(await signIn({ email: lena.email, password: 'wrong wrong wrong' }, '2001:db8:1:2::2', now)).toMatchObject({
    triesLeft: 8,
  })
  expect(await signIn({ email: lena.email, password: 'wrong wrong wrong' }, '2001:db8:1:3::2', now)).toMatchObject({
    triesLeft: 9,
  })
})

test('the counters say nobody’s address', async () => {
  await signIn({ email: 'secret@brackwater.example', password: 'wrong wrong wrong' }, '198.51.100.77', now)
  const rows = await sql<{ key: string }>`SELECT key FROM rate_limit`
  expect(rows.filter(({ key }) => /brackwater|198\.51/.test(key))).toEqual([])
})

test('whoever has left is told so, but only with the right password', async () => {
  const migration = await aMigration()
  const gone = await aPerson({ password, migration, roles: ['learner'], leftOn: '2020-01-31' })
  expect(await signIn({ email: gone.email, password }, aPlace(), now)).toEqual({
    outcome: 'left',
    lastDay: '2020-01-31',
  })
  expect(await signIn({ email: gone.email, password: 'wrong wrong wrong' }, aPlace(), now)).toMatchObject({
    outcome: 'wrong',
  })
  expect(await sql`SELECT FROM session WHERE person_id = ${gone.id}`).toHaveLength(0)
})

test('an endless password is only a wrong one', async () => {
  const lena = await aPerson({ password })
  expect(await signIn({ email: lena.email, password: 'x'.repeat(1_000_000) }, aPlace(), now)).toMatchObject({
    outcome: 'wrong',
  })
})
