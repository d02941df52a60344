import { afterAll, expect, test, vi } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { stopListeningLive } from '#app/platform/live.server.ts'
import { aLead, aLearner } from '#tests/makers/people.ts'
import { anOpenRoom } from '#tests/makers/running.ts'
import { ownTip, withdrawOwnTip } from './own-tips.server.ts'
import { reviewTip, shareTip, TipInput, tipsAt, tipsToReview, voteForTip } from './tips.server.ts'

afterAll(stopListeningLive)

const now = () => new Date()

/** A tip of the champion's at the lab of a room's module. */
async function aTip() {
  const room = await anOpenRoom()
  const id = newId()
  const input: TipInput = { id, place: { module: room.module.slug, block: 'lab' }, words: 'Net, not gross.' }
  const share = (viewer = room.champion, as = input) => shareTip(viewer, room.address.session, as, now())
  await share()
  const [ada] = room.members
  if (!ada) throw new Error('nobody')
  await vi.waitFor(async () => expect(await tipsAt(ada, room.module.slug)).toHaveProperty('lab'))
  return { ...room, ada, id, input, share, seenBy: (viewer: typeof ada) => tipsAt(viewer, room.module.slug) }
}

test('a tip is seen by its cohort at once, and by everybody only after a review', async () => {
  const { migration, ada, id, seenBy } = await aTip()
  const other = await aLearner({ migration })
  const lead = await aLead({ migration })
  expect(await seenBy(ada)).toEqual({
    lab: [{ id, words: 'Net, not gross.', useful: 0, own: false, isFromCohort: true, mine: false }],
  })
  expect(await seenBy(other)).toEqual({})
  expect(await tipsToReview(lead)).toMatchObject([{ id, by: 'Tomasz Nowak', approved: false }])
  await reviewTip(lead, id, 'approve', now())
  await reviewTip(lead, id, 'approve', now())
  expect((await seenBy(other)).lab).toMatchObject([{ isFromCohort: false }])
  await reviewTip(lead, id, 'withdraw', now())
  expect(await seenBy(ada)).toEqual({})
  await expect(reviewTip(lead, id, 'approve', now())).rejects.toMatchObject({ kind: 'conflict' })
  const log = await sql`SELECT action FROM audit_entry WHERE subject_id = ${id} ORDER BY id`
  expect(log.map(({ action }) => action)).toEqual(['tip.shared', 'tip.approved', 'tip.withdrawn'])
})

test('a vote counts once, can be taken back, and is not for tips that one does not see', async () => {
  const { migration, ada, id, seenBy } = await aTip()
  await voteForTip(ada, id, true, now())
  await voteForTip(ada, id, true, now())
  expect((await seenBy(ada)).lab).toMatchObject([{ useful: 1, own: true }])
  await voteForTip(ada, id, false, now())
  expect((await seenBy(ada)).lab).toMatchObject([{ useful: 0, own: false }])
  await expect(voteForTip(await aLearner({ migration }), id, true, now())).rejects.toMatchObject({ kind: 'missing' })
})

test('only who was there or leads the cohort shares a tip, and a resend is one', async () => {
  const { ada, input, share, seenBy, address } = await aTip()
  await share()
  expect((await seenBy(ada)).lab).toHaveLength(1)
  const own = { ...input, id: newId(), words: 'Read the paper first.' }
  await expect(share(ada, own)).rejects.toMatchObject({ kind: 'missing' })
  await sql`INSERT INTO attendance (session_id, person_id, at, source) VALUES (${address.session}, ${ada.personId}, now(), 'check-in')`
  await share(ada, own)
  expect((await seenBy(ada)).lab).toHaveLength(2)
  await expect(reviewTip(ada, own.id, 'approve', now())).rejects.toMatchObject({ kind: 'forbidden' })
})

test.each([true, false])(
  'its author withdraws a tip, reviewed or not (%s), for everybody; what was stays on record',
  async (reviewed) => {
    const { migration, champion, ada, id, seenBy } = await aTip()
    const lead = await aLead({ migration })
    if (reviewed) await reviewTip(lead, id, 'approve', now())
    await voteForTip(ada, id, true, now())
    expect((await seenBy(champion)).lab).toMatchObject([{ mine: true }])
    expect((await seenBy(ada)).lab).toMatchObject([{ mine: false }])
    for (const other of [ada, lead])
      await expect(withdrawOwnTip(other, id, now())).rejects.toMatchObject({ kind: 'missing' })
    expect((await seenBy(ada)).lab).toHaveLength(1)

    await Promise.all([withdrawOwnTip(champion, id, now()), withdrawOwnTip(champion, id, now())])
    for (const viewer of [champion, ada, lead]) expect(await seenBy(viewer)).toEqual({})
    expect(await tipsToReview(lead)).toEqual([])
    expect(await ownTip(champion, id)).toMatchObject({ words: 'Net, not gross.', approved: reviewed, withdrawn: true })
    await expect(reviewTip(lead, id, 'approve', now())).rejects.toMatchObject({ kind: 'conflict' })
    await expect(voteForTip(ada, id, true, now())).rejects.toMatchObject({ kind: 'missing' })
    expect(await sql`SELECT FROM tip_vote WHERE tip_id = ${id}`).toHaveLength(1)
    const log = await sql`SELECT actor_id, action FROM audit_entry WHERE subject_id = ${id} ORDER BY id DESC`
    expect(log[0]).toMatchObject({ actor_id: champion.personId, action: 'tip.withdrawn' })
    expect(log.filter(({ action }) => action === 'tip.withdrawn')).toHaveLength(1)
  },
)

test('who left the cohort still sees their own tip, and can withdraw it', async () => {
  const { champion, cohort, id, seenBy } = await aTip()
  await sql`UPDATE cohort_champion SET "to" = current_date WHERE cohort_id = ${cohort.id}`
  expect((await seenBy(champion)).lab).toMatchObject([{ id, mine: true }])
  await withdrawOwnTip(champion, id, now())
  expect(await seenBy(champion)).toEqual({})
})

test('a tip is short, and belongs to a block', () => {
  const reads = (place: string, words: string) => TipInput.safeParse({ place, words }).success
  expect(reads('first-invoice#header', 'Net, not gross.')).toBe(true)
  expect(reads('first-invoice', 'Net, not gross.')).toBe(false)
  expect(reads('first-invoice#header', ' ')).toBe(false)
  expect(reads('first-invoice#header', 'a'.repeat(241))).toBe(false)
})
