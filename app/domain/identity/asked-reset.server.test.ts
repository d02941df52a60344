import { runMigrations } from 'graphile-worker'
import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { connectionString } from '#tests/database.ts'
import { aPerson } from '#tests/makers/people.ts'
import { askForReset, sendAskedReset } from './asked-reset.server.ts'

const now = new Date()
let places = 0
const aPlace = () => `198.51.100.${++places}`
const mailsTo = (email: string) => sql`SELECT FROM mail WHERE "to" = ${email}`

test('before the worker is there the link is sent at once', async () => {
  const lena = await aPerson()
  await askForReset(lena.email, aPlace(), now)
  expect(await mailsTo(lena.email)).toHaveLength(1)
})

test('a link goes to whoever has the address and is still here', async () => {
  const lena = await aPerson()
  const gone = await aPerson({ leftOn: '2020-01-31' })
  for (const email of [lena.email, gone.email, 'nobody@asked.example']) await sendAskedReset(email, now)
  expect(await mailsTo(lena.email)).toHaveLength(1)
  expect(await mailsTo(gone.email)).toHaveLength(0)
})

test('a known and an unknown address are taken alike: one job, and nobody is looked for', async () => {
  await runMigrations({ connectionString: connectionString() })
  const lena = await aPerson()
  for (const email of [lena.email, 'nobody@asked.example']) {
    const from = aPlace()
    await askForReset(email, from, now)
    await askForReset(email, from, now)
  }
  expect(await mailsTo(lena.email)).toHaveLength(0)
  expect(await sql`SELECT task_identifier FROM graphile_worker.jobs`).toEqual([
    { task_identifier: 'send-reset' },
    { task_identifier: 'send-reset' },
  ])
})

test('after three requests in an hour an address gets no further link', async () => {
  await sql`DELETE FROM graphile_worker._private_jobs`
  const lena = await aPerson()
  for (let asked = 0; asked < 4; asked++) {
    await askForReset(lena.email, aPlace(), now)
    await sql`DELETE FROM graphile_worker._private_jobs WHERE ${asked < 3}`
  }
  expect(await sql`SELECT FROM graphile_worker.jobs`).toHaveLength(0)
})
