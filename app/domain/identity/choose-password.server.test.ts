import { expect, test } from 'vitest'
import { aPerson, viewerOf } from '#tests/makers/people.ts'
import { changePassword } from './choose-password.server.ts'
import { openSession, viewerOfSession } from './sessions.server.ts'
import { signIn } from './sign-in.server.ts'

const now = new Date()
const kept = 'seven herons in the rain'
const chosen = 'violet harbour kettle'

async function signedIn() {
  const person = await aPerson({ password: kept })
  const session = await openSession(person.id, now)
  const viewer = await viewerOf(person)
  const change = (current: string, password = chosen) => changePassword(viewer, { current, password }, session.id, now)
  return { person, session, change }
}

test('whoever knows the current password chooses another, and is signed out everywhere else', async () => {
  const { person, session, change } = await signedIn()
  const elsewhere = await openSession(person.id, now)
  await change(kept)
  expect(await viewerOfSession(session.id, now)).not.toBeNull()
  expect(await viewerOfSession(elsewhere.id, now)).toBeNull()
  expect(await signIn({ email: person.email, password: chosen }, '192.0.2.1', now)).toMatchObject({
    outcome: 'signed in',
  })
})

test('a stolen session cannot find out the password by guessing, not even by many guesses at once', async () => {
  const { change } = await signedIn()
  const guesses = await Promise.allSettled(Array.from({ length: 14 }, () => change('wrong wrong wrong')))
  const kinds = guesses.map((guess) => guess.status === 'rejected' && guess.reason.kind)
  expect(kinds.filter((kind) => kind === 'invalid')).toHaveLength(10)
  expect(kinds.filter((kind) => kind === 'limited')).toHaveLength(4)
  await expect(change(kept)).rejects.toMatchObject({
    kind: 'limited',
    field: 'current',
    message: 'Too many tries. Wait 15 minutes, then try again.',
  })
})

test('a success begins the count anew, and a weak new password costs no try', async () => {
  const { change } = await signedIn()
  for (let tries = 0; tries < 9; tries++) await expect(change('wrong')).rejects.toMatchObject({ kind: 'invalid' })
  for (let tries = 0; tries < 5; tries++) {
    await expect(change(kept, 'short')).rejects.toMatchObject({ field: 'password' })
  }
  await change(kept)
  for (let tries = 0; tries < 9; tries++) await expect(change('wrong')).rejects.toMatchObject({ kind: 'invalid' })
  await change(chosen, kept)
})
