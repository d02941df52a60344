import { afterAll, expect, onTestFinished, test, vi } from 'vitest'
import { stopListeningLive, subscribe } from '#app/platform/live.server.ts'
import { aLearner } from '#tests/makers/people.ts'
import { anOpenRoom, endOf } from '#tests/makers/running.ts'
import { checkIn } from './check-in.server.ts'
import { tellOfLearning } from './rooms.server.ts'
import { practiceTopic } from './topics.ts'

afterAll(stopListeningLive)

/** How often those who run a session were told to look at its practice. */
function earOf(session: string): { times: number } {
  const heard = { times: 0 }
  onTestFinished(subscribe(practiceTopic(session), () => void heard.times++))
  return heard
}

test('what somebody in an open room learns is told there; of others, and after the end, nothing is', async () => {
  const room = await anOpenRoom()
  const [ada, bo] = room.members
  if (!ada || !bo) throw new Error('nobody')
  const heard = earOf(room.address.session)
  tellOfLearning(ada.personId)
  await checkIn(ada, room.code, { asGuest: false, from: '192.0.2.1' }, new Date())
  await vi.waitFor(() => {
    tellOfLearning(ada.personId)
    expect(heard.times).toBeGreaterThan(1)
  })
  const another = await anOpenRoom()
  const [cy] = another.members
  if (!cy) throw new Error('nobody')
  await checkIn(cy, another.code, { asGuest: false, from: '192.0.2.1' }, new Date())
  const elsewhere = earOf(another.address.session)
  await endOf(room)
  await vi.waitFor(() => {
    tellOfLearning(cy.personId)
    expect(elsewhere.times).toBeGreaterThan(1)
  })
  // By now everything that was told of the first room has arrived, and its end is known.
  const before = heard.times
  for (const person of [ada, bo, await aLearner()]) tellOfLearning(person.personId)
  const seen = elsewhere.times
  await vi.waitFor(() => {
    tellOfLearning(cy.personId)
    expect(elsewhere.times).toBeGreaterThan(seen + 1)
  })
  expect(heard.times).toBe(before)
})
