import { expect, test } from 'vitest'
import { playbookOfCopy } from '#app/domain/playbooks/copies.server.ts'
import { storePicture } from '#app/domain/playbooks/pictures.server.ts'
import { modulesIn } from '#app/lessons/playbook.ts'
import { linesOf, type PlaybookDoc } from '#app/lessons/playbook-doc/doc.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { aCohort } from '#tests/makers/cohorts.ts'
import { aChampion, aLearner, aMigration, aTrainer } from '#tests/makers/people.ts'
import { aGuide, aPlaybook } from '#tests/makers/playbooks.ts'
import {
  cohortMarkdownOf,
  cohortPlaybookOf,
  copyHistoryOf,
  copyThen,
  copyToEdit,
  playbooksOfCohort,
  restoreCopy,
  saveCohortPlaybook,
  startCopy,
} from './cohort-playbook.server.ts'
import { chooseUpstream, openChanges, upstreamOf } from './upstream-choices.server.ts'

const NOW = new Date()
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000)

async function aCopy() {
  const migration = await aMigration()
  const [tomasz, ines] = [await aChampion({ migration }), await aChampion({ migration })]
  const cohort = await aCohort(migration, { champions: [tomasz, ines] })
  const { id, slug } = await aPlaybook(migration)
  await startCopy(tomasz, cohort.id, slug, NOW)
  const copy = await copyToEdit(tomasz, cohort.id, slug, NOW)
  if (!copy) throw new Error('The copy was just made.')
  const save = (who: typeof tomasz, number: number, doc: unknown, at = NOW) =>
    saveCohortPlaybook(who, cohort.id, slug, { number, doc }, at)
  return { migration, tomasz, ines, playbookId: id, slug, ...copy, save, cohortId: cohort.id }
}

const withWords = (doc: PlaybookDoc, words: string): PlaybookDoc => ({
  ...doc,
  content: [...doc.content, { type: 'paragraph', attrs: { id: 'own' }, content: [{ type: 'text', text: words }] }],
})
const lines = (doc: PlaybookDoc) => doc.content.flatMap(linesOf)

test('a writer who holds an older number gets the newest state, and nothing is written over', async () => {
  const { tomasz, ines, state, save, copyId } = await aCopy()
  expect(await save(tomasz, 0, withWords(state.doc, 'Bring cake.'))).toMatchObject({ saved: 1 })
  const late = await save(ines, 0, withWords(state.doc, 'Bring tea.'))
  expect(late).toMatchObject({ newest: { number: 1, by: tomasz.name } })
  expect(JSON.stringify(await playbookOfCopy(sql, copyId))).toContain('Bring cake.')
  expect(JSON.stringify(await playbookOfCopy(sql, copyId))).not.toContain('Bring tea.')
})

test('two who save at the same moment do not both get the number', async () => {
  const { tomasz, ines, state, save } = await aCopy()
  const both = await Promise.all([
    save(tomasz, 0, withWords(state.doc, 'Bring cake.')),
    save(ines, 0, withWords(state.doc, 'Bring tea.')),
  ])
  expect(both.filter((one) => 'saved' in one)).toHaveLength(1)
})

test('a copy is the cohort’s: others find nothing, and learners may not', async () => {
  const { migration, cohortId, slug, state, save } = await aCopy()
  const stranger = await aChampion({ migration })
  await expect(cohortPlaybookOf(stranger, cohortId, slug, NOW)).rejects.toMatchObject({ kind: 'missing' })
  await expect(save(stranger, 0, state.doc)).rejects.toMatchObject({ kind: 'missing' })
  await expect(save(await aLearner({ migration }), 0, state.doc)).rejects.toMatchObject({ kind: 'forbidden' })
  expect(await save(await aTrainer({ migration }), 0, state.doc)).toMatchObject({ saved: 1 })
})

test('a cohort’s copies are known by what it calls them itself, and another cohort’s are not among them', async () => {
  const { migration, tomasz, cohortId, slug, state, save } = await aCopy()
  await aCohort(migration, { champions: [tomasz] })
  expect(await playbooksOfCohort(cohortId)).toEqual([{ slug, title: 'Your first cohort session' }])
  await save(tomasz, 0, { ...state.doc, attrs: { ...state.doc.attrs, title: 'Our first session' } })
  expect(await playbooksOfCohort(cohortId)).toEqual([{ slug, title: 'Our first session' }])
  expect(await playbooksOfCohort((await aCohort(migration)).id)).toEqual([])
})

test('what cannot be a playbook is refused in words, and nothing changes', async () => {
  const { tomasz, state, save, cohortId, slug } = await aCopy()
  await expect(save(tomasz, 0, withWords(state.doc, 'Dear {{learner.name}}'))).rejects.toMatchObject({
    kind: 'invalid',
    message: expect.stringContaining('Unknown variable {{learner.name}}'),
  })
  expect((await copyToEdit(tomasz, cohortId, slug, NOW))?.state.number).toBe(0)
})

test('the history groups what one person did in one go, shows a state, and restores it as a new one', async () => {
  const { tomasz, ines, state, save, cohortId, slug } = await aCopy()
  await save(tomasz, 0, withWords(state.doc, 'One.'), minutes(1))
  await save(tomasz, 1, withWords(state.doc, 'Two.'), minutes(4))
  await save(ines, 2, withWords(state.doc, 'Three.'), minutes(5))
  const { entries } = await copyHistoryOf(tomasz, cohortId, slug, NOW)
  expect(entries.map(({ number, by }) => [number, by])).toEqual([
    [3, ines.name],
    [2, tomasz.name],
  ])
  await restoreCopy(tomasz, cohortId, slug, 2, minutes(20))
  const { earlier, now } = await copyThen(tomasz, cohortId, slug, 3, NOW)
  expect(lines(earlier.doc)).toContain('Three.')
  expect(now.number).toBe(4)
  expect(lines(now.doc)).toContain('Two.')
  await restoreCopy(tomasz, cohortId, slug, 0, minutes(40))
  expect(lines((await copyThen(tomasz, cohortId, slug, 0, NOW)).now.doc)).toEqual(lines(state.doc))
  await expect(copyThen(tomasz, cohortId, slug, 99, NOW)).rejects.toMatchObject({ kind: 'missing' })
})

test('what one person saves within two minutes is one state; what another builds on stays', async () => {
  const { tomasz, ines, state, save, cohortId, slug } = await aCopy()
  for (const number of [0, 1, 2]) await save(tomasz, number, withWords(state.doc, `Word ${number}.`))
  await save(ines, 3, withWords(state.doc, 'Mine.'))
  const kept = await sql<{ number: number }>`
    SELECT number FROM playbook_copy_edit e JOIN playbook_copy c ON c.id = e.copy_id
    WHERE c.cohort_id = ${cohortId} ORDER BY number`
  expect(kept.map(({ number }) => number)).toEqual([1, 3, 4])
  expect((await copyThen(tomasz, cohortId, slug, 2, NOW)).earlier.number).toBe(3)
})

test('a change of a newer revision is taken or left, shows both where the cohort wrote itself, and can be changed later', async () => {
  const { tomasz, state, save, cohortId, slug, playbookId } = await aCopy()
  const guide = aGuide({ title: 'Your first cohort session' })
  const [section] = guide.sections
  if (!section) throw new Error('The guide has a section.')
  section.nodes.unshift({ html: '<p>New words of the organisation.</p>' })
  await sql`
    INSERT INTO playbook_revision (id, playbook_id, number, title, summary, minutes, source, hash, tree, published_at)
    VALUES (${newId()}, ${playbookId}, 2, ${guide.title}, ${guide.summary}, 50, '', 'two', ${{ ...guide, minutes: 50 }}, now())`
  await save(tomasz, 0, { ...state.doc, attrs: { ...state.doc.attrs, minutes: 40 } })
  expect(await openChanges(tomasz, cohortId, slug, NOW)).toBe(2)
  const { changes } = await upstreamOf(tomasz, cohortId, slug, NOW)
  expect(changes.map(({ how, state: is }) => [how, is])).toEqual([
    ['changed', 'apart'],
    ['added', 'open'],
  ])
  const [about, added] = changes
  const choose = (change: typeof about, act: 'instead' | 'leave') =>
    chooseUpstream(tomasz, cohortId, slug, { part: change?.id ?? '', revision: change?.revision.id ?? '', act }, NOW)
  await choose(about, 'leave')
  await choose(added, 'instead')
  const after = await upstreamOf(tomasz, cohortId, slug, NOW)
  expect(after.changes.map(({ choice, state: is }) => [choice?.taken, is])).toEqual([
    [false, 'apart'],
    [true, 'there'],
  ])
  const words = async () => lines((await copyToEdit(tomasz, cohortId, slug, NOW))?.state.doc as PlaybookDoc)
  expect((await words()).slice(0, 2)).toEqual(['The session', 'New words of the organisation.'])
  await choose(added, 'leave')
  expect(await words()).not.toContain('New words of the organisation.')
  expect(await openChanges(tomasz, cohortId, slug, NOW)).toBe(0)
})

test('a copy reads as its revision until somebody edits it, and comes as Markdown', async () => {
  const { tomasz, cohortId, slug, copyId } = await aCopy()
  expect(await playbookOfCopy(sql, copyId)).toEqual(aGuide())
  expect(modulesIn((await cohortPlaybookOf(tomasz, cohortId, slug, NOW)).playbook)).toEqual([])
  expect(await cohortMarkdownOf(tomasz, cohortId, slug, NOW)).toContain(
    '<Part title="Welcome" minutes="5" who="Champion">',
  )
})

test('a picture is known by its bytes and kept once', async () => {
  const { tomasz, migration } = await aCopy()
  const png = Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    Buffer.alloc(8),
    Buffer.from([0, 0, 0, 9, 0, 0, 0, 7]),
  ])
  const stored = await storePicture(tomasz, png)
  expect(stored).toMatchObject({ width: 9, height: 7, src: expect.stringMatching(/^\/media\/[0-9a-f]{64}\.png$/) })
  expect(await storePicture(tomasz, png)).toEqual(stored)
  for (const other of ['<svg onload="x()">', 'GIF89a', '']) {
    await expect(storePicture(tomasz, Buffer.from(other))).rejects.toMatchObject({ kind: 'invalid' })
  }
  await expect(storePicture(await aLearner({ migration }), png)).rejects.toMatchObject({ kind: 'forbidden' })
})
