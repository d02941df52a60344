import { expect, onTestFinished, test } from 'vitest'
import { connected } from '#app/platform/connected.server.ts'
import { anEmptyDatabase, connectionString } from '#tests/database.ts'
import { runCommand } from '#tests/faults/run-command.ts'
import { Browser } from '#tests/makers/events.ts'
import { aLab, aLesson, aSection } from '#tests/makers/lessons.ts'
import { aModule } from '#tests/makers/modules.ts'
import { aLearner, aMigration } from '#tests/makers/people.ts'

const LIMIT = 60_000

const repair = async (args: string[], url = connectionString()) => {
  const command = runCommand('progress-repair', { DATABASE_URL: url }, args)
  return { code: await command.ended, said: command.output() }
}

test('the command tells what differs, mends it when told to, and is content then', { timeout: LIMIT }, async () => {
  const migration = await aMigration()
  const lena = await aLearner({ migration })
  const module = await aModule(migration, { compiled: aLesson({ blocks: [aSection('start'), aLab('enter')] }) })
  const browser = new Browser(lena, module.release, new Date())
  browser.doLab('enter')
  await browser.send()
  expect(await repair([])).toEqual({ code: 0, said: 'Everything follows from the evidence.\n' })
  await connected(connectionString(), (client) =>
    client.query('UPDATE module_progress SET met = 0 WHERE person_id = $1', [lena.personId]),
  )
  const line = `progress differs: ${module.slug}, person ${lena.personId}\n`
  expect(await repair([])).toEqual({ code: 1, said: `${line}1 difference. Add --yes to mend it.\n` })
  expect(await repair(['--yes'])).toEqual({ code: 0, said: `${line}Mended 1.\n` })
  expect(await repair([])).toMatchObject({ code: 0 })
})

test('a database of another release is told in one line', { timeout: LIMIT }, async () => {
  const { url, drop } = await anEmptyDatabase()
  onTestFinished(drop)
  expect(await repair([], url)).toEqual({
    code: 1,
    said: 'The database is of another release. Start the portal first.\n',
  })
})
