import { beforeAll, describe, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { addDays, type LocalDay, startOfDay } from '#app/domain/migrations/local-days.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { aLesson, aSection } from '#tests/makers/lessons.ts'
import { aModule, anAssignment, aPlannedMilestone, aReleaseOf } from '#tests/makers/modules.ts'
import { aLearner, aMigration, anAudience, aPerson } from '#tests/makers/people.ts'
import { confirmModule } from '../progress/confirmation.server.ts'
import { remindOfDue } from './due-reminders.server.ts'
import { latestNotices, noticesOf, readNotices, unreadNotices } from './notices.server.ts'
import { choosePreferences, preferencesOf } from './preferences.server.ts'
import { type Telling, tell } from './tell.server.ts'

let lena: Viewer
const now = new Date('2026-03-02T09:00:00Z')

beforeAll(async () => {
  lena = await aLearner({ name: 'Lena Brandt' })
})

const told = (personIds: string[], parts: Partial<Telling> = {}) =>
  inTransaction((tx) =>
    tell(tx, {
      personIds,
      kind: 'confusion',
      key: newId(),
      title: 'What you reported was answered.',
      words: 'Always net.',
      link: '/reports',
      now,
      ...parts,
    }),
  )

async function mailsTo(person: { personId: string }) {
  return sql<{ subject: string; text: string; html: string }>`
    SELECT subject, text, html FROM mail WHERE person_id = ${person.personId} ORDER BY created_at, id`
}

describe('telling', () => {
  test('the same thing twice tells it once, also at the same time', async () => {
    const people = [await aLearner(), await aLearner()]
    const ids = people.map((person) => person.personId)
    const answers = await Promise.all([1, 2, 3].map(() => told([...ids, ...ids], { key: 'once' })))
    expect(answers.flat().toSorted()).toEqual(ids.toSorted())
    for (const person of people) {
      expect(await unreadNotices(person)).toBe(1)
      expect(await mailsTo(person)).toHaveLength(1)
    }
  })

  test('brings a mail with links that work outside, as text and as HTML', async () => {
    const person = await aLearner()
    await told([person.personId], { words: 'Use <b>net</b> & "tax".\n\nThat is all.' })
    const [mail] = await mailsTo(person)
    expect(mail?.subject).toBe('What you reported was answered')
    expect(mail?.text).toContain('Read what became of it: http://127.0.0.1:3000/reports')
    expect(mail?.text).toContain('http://127.0.0.1:3000/me#mail')
    expect(mail?.html).toContain('<p>Use &lt;b&gt;net&lt;/b&gt; &amp; &quot;tax&quot;.</p>')
    expect(mail?.html).toContain('href="http://127.0.0.1:3000/reports"')
  })

  test('follows each kind’s default, and what a person chose instead', async () => {
    const person = await aLearner()
    await told([person.personId], { kind: 'release' })
    expect(await mailsTo(person)).toHaveLength(0)
    await choosePreferences(person, { mail: ['release'] })
    await told([person.personId], { kind: 'release' })
    await told([person.personId], { kind: 'confusion' })
    expect(await mailsTo(person)).toHaveLength(1)
    expect(await unreadNotices(person)).toBe(3)
    expect(await preferencesOf(person)).toMatchObject({ release: true, confusion: false, account: true })
  })

  test('sends nothing to people who have left, and nothing to whom a mail would give away', async () => {
    const left = await aPerson({ leftOn: '2026-01-01' })
    const shy = await aLearner()
    await told([left.id, shy.personId], { withoutMail: new Set([shy.personId]) })
    expect(await mailsTo({ personId: left.id })).toEqual([])
    expect(await mailsTo(shy)).toEqual([])
    expect(await unreadNotices(shy)).toBe(1)
  })

  test('nobody is told when what it tells of did not happen', async () => {
    const person = await aLearner()
    const failing = inTransaction(async (tx) => {
      await tell(tx, { personIds: [person.personId], kind: 'due', key: 'k', title: 'T.', words: 'W', link: null, now })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await unreadNotices(person)).toBe(0)
  })
})

describe('one’s notices', () => {
  test('are marked as read one by one or all, and nobody else’s', async () => {
    const other = await aLearner()
    await told([lena.personId, other.personId])
    await told([lena.personId, other.personId])
    const [first] = await latestNotices(lena, 5)
    await readNotices(other, { id: first?.id ?? '' }, now)
    expect(await unreadNotices(lena)).toBe(2)
    await readNotices(lena, { id: first?.id ?? '' }, now)
    expect(await unreadNotices(lena)).toBe(1)
    expect((await latestNotices(lena, 5)).map((notice) => notice.readAt)).toEqual([null, now])
    await readNotices(lena, 'all', now)
    expect(await unreadNotices(lena)).toBe(0)
    expect(await unreadNotices(other)).toBe(2)
  })

  test('come in pages that join without a gap', async () => {
    const person = await aLearner()
    for (let count = 0; count < 35; count++) await told([person.personId], { key: `n${count}` })
    const first = await noticesOf(person, { unread: false, before: null })
    const second = await noticesOf(person, { unread: false, before: first.next })
    expect(first).toMatchObject({ unread: 35, all: 35 })
    expect(second.next).toBeNull()
    expect(new Set([...first.notices, ...second.notices].map((notice) => notice.id)).size).toBe(35)
  })
})

describe('reminders of what is due', () => {
  const zone = 'Europe/Berlin'
  const eightOn = (day: LocalDay) => new Date(startOfDay(day, zone).getTime() + 8.5 * 3_600_000)
  const dayBefore = '2026-06-01'

  async function asked() {
    const migration = await aMigration({ timeZone: zone })
    const audience = await anAudience(migration)
    const learner = await aLearner({ migration, audiences: [audience] })
    const milestone = await aPlannedMilestone(migration, { date: addDays(dayBefore, 1) })
    const module = await aModule(migration, { compiled: aLesson({ title: 'Close a period' }) })
    await anAssignment(module, { milestone, audience })
    return { migration, audience, learner, milestone, module }
  }

  test('come seven days and one day before, once, and on no other day', async () => {
    const { learner } = await asked()
    for (let day = addDays(dayBefore, -8); day <= '2026-06-03'; day = addDays(day, 1)) {
      await Promise.all([remindOfDue(eightOn(day)), remindOfDue(eightOn(day))])
      await remindOfDue(new Date(eightOn(day).getTime() + 3_600_000))
    }
    const { notices } = await noticesOf(learner, { unread: false, before: null })
    expect(notices.map((notice) => [notice.title, notice.at])).toEqual([
      ['One module is due tomorrow.', eightOn('2026-06-01')],
      ['One module is due in 7 days.', eightOn('2026-05-26')],
    ])
    expect(await mailsTo(learner)).toHaveLength(2)
  })

  test('name everything of the day in one digest', async () => {
    const { migration, audience, learner, milestone } = await asked()
    const other = await aModule(migration, { compiled: aLesson({ title: 'Approve' }) })
    await anAssignment(other, { milestone, audience, dueDays: -0 })
    const later = await aPlannedMilestone(migration, { date: addDays(dayBefore, 7) })
    const third = await aModule(migration, { compiled: aLesson({ title: 'Going back' }) })
    await anAssignment(third, { milestone: later, audience })
    await remindOfDue(eightOn(dayBefore))
    const [notice, ...others] = await latestNotices(learner, 5)
    expect(others).toEqual([])
    expect(notice).toMatchObject({
      title: '2 modules are due tomorrow.',
      words: 'Due tomorrow: Close a period, about 6 min; Approve, about 6 min. Due in 7 days: Going back, about 6 min.',
    })
  })

  test('tell of a refresher, with the share of its module that it takes, and not once it is done', async () => {
    const { migration, audience, learner, milestone, module } = await asked()
    const other = await aModule(migration)
    await anAssignment(other, { milestone, audience })
    const before = new Date('2026-02-02T10:00Z')
    for (const { slug, release } of [module, other]) await confirmModule(learner, slug, release.id, before)
    const blocks = [aSection('start', 'Other words.'), aSection('more')]
    const compiled = aLesson({ title: 'Close a period', blocks })
    await aReleaseOf(module, compiled, { at: new Date('2026-03-02T10:00Z') })
    await remindOfDue(eightOn(dayBefore))
    const [notice, ...others] = await latestNotices(learner, 5)
    expect(others).toEqual([])
    expect(notice).toMatchObject({
      title: 'One refresher is due tomorrow.',
      words: 'Due tomorrow: what changed in Close a period, about 6 min.',
    })
  })

  test('leave out what is completed, optional or only looked up, and whoever has left', async () => {
    const { migration, audience, learner, milestone, module } = await asked()
    const gone = await aPerson({ audiences: [audience], leftOn: '2026-05-01' })
    const sheet = await aModule(migration, { compiled: aLesson({ kind: 'quick reference' }) })
    await anAssignment(sheet, { milestone, audience })
    const extra = await aModule(migration)
    await anAssignment(extra, { milestone, audience, optional: true })
    await confirmModule(learner, module.slug, module.release.id, new Date('2026-02-02T10:00Z'))
    await remindOfDue(eightOn(dayBefore))
    expect(await unreadNotices(learner)).toBe(0)
    expect(await sql`SELECT FROM notice WHERE person_id = ${gone.id}`).toEqual([])
  })
})
