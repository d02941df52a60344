import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { aCohort } from '#tests/makers/cohorts.ts'
import { aTaughtModule } from '#tests/makers/confusion.ts'
import { aChampion, aLearner, aMigration } from '#tests/makers/people.ts'
import { aTemplate } from '#tests/makers/playbooks.ts'
import { askForHelp } from './help.server.ts'
import { sendMessage } from './template-messages.server.ts'

const NOW = new Date()
const noticesOf = (person: string) => sql`SELECT title, words, link FROM notice WHERE person_id = ${person}::uuid`
const usesOf = (slug: string) => sql<{ kind: string }>`
  SELECT u.kind FROM template_use u JOIN support_template t ON t.id = u.template_id WHERE t.slug = ${slug}`

async function aCase() {
  const migration = await aMigration()
  const [champion, learner] = [await aChampion({ migration }), await aLearner({ migration })]
  await aCohort(migration, { champions: [champion], members: [learner] })
  return { migration, champion, learner, ...(await aTemplate(migration)) }
}

test('a message is sent once however often its form is: a notice, a mail, a use', async () => {
  const { champion, learner, slug } = await aCase()
  const input = { id: newId(), words: 'Hello Lena.', helped: true }
  await Promise.all([1, 2, 3].map(() => sendMessage(champion, slug, learner.personId, input, NOW)))
  expect(await noticesOf(learner.personId)).toEqual([
    { title: `${champion.name} writes: Is my data safe?`, words: 'Hello Lena.', link: null },
  ])
  expect(await sql`SELECT FROM mail WHERE person_id = ${learner.personId}::uuid`).toHaveLength(1)
  expect(await usesOf(slug)).toEqual([{ kind: 'sent' }])
})

test('open places must be filled in first, each is named, and nothing is sent', async () => {
  const { champion, learner, slug } = await aCase()
  const words = 'Hello [first name], see you on [date of the next session] or {{session.date}}. [Really.]'
  const sent = sendMessage(champion, slug, learner.personId, { id: newId(), words, helped: true }, NOW)
  await expect(sent).rejects.toMatchObject({
    kind: 'invalid',
    message: 'Fill in [first name], [date of the next session], {{session.date}} before you send it.',
  })
  expect(await noticesOf(learner.personId)).toEqual([])
  expect(await usesOf(slug)).toEqual([])
})

test('with a request for help it leads to the place, and the request is answered if the champion says so', async () => {
  const { migration, champion, learner, slug } = await aCase()
  const module = await aTaughtModule(migration)
  await askForHelp(learner, module.slug, { release: module.releaseId, block: 'net-or-gross', words: '' }, NOW)
  const requests = () => sql<{ id: string; answered: boolean }>`
    SELECT id, answered_at IS NOT NULL AS answered FROM help_request WHERE person_id = ${learner.personId}::uuid`
  const request = (await requests())[0]?.id ?? ''
  const send = (helped: boolean) =>
    sendMessage(champion, slug, learner.personId, { id: newId(), words: 'Net.', request, helped }, NOW)
  await send(false)
  expect(await requests()).toMatchObject([{ answered: false }])
  await send(true)
  expect(await requests()).toMatchObject([{ answered: true }])
  expect(await noticesOf(learner.personId)).toMatchObject([
    { link: `/modules/${module.slug}#net-or-gross` },
    { link: `/modules/${module.slug}#net-or-gross` },
  ])
})

test('nobody is written to whom the viewer does not see', async () => {
  const { migration, champion, learner, slug } = await aCase()
  const input = { id: newId(), words: 'Hello.', helped: true }
  const other = await aLearner({ migration })
  await expect(sendMessage(champion, slug, other.personId, input, NOW)).rejects.toMatchObject({ kind: 'missing' })
  await expect(sendMessage(learner, slug, other.personId, input, NOW)).rejects.toMatchObject({ kind: 'forbidden' })
  expect(await noticesOf(other.personId)).toEqual([])
})
