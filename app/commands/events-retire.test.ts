import { expect, test } from 'vitest'
import { connected } from '#app/platform/connected.server.ts'
import { connectionString } from '#tests/database.ts'
import { runCommand } from '#tests/faults/run-command.ts'

const LIMIT = 60_000

const retire = async (args: string[], url = connectionString()) => {
  const command = runCommand('events-retire', { DATABASE_URL: url }, args)
  return { code: await command.ended, said: command.output() }
}

const months = () =>
  connected(connectionString(), async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'log.event'::regclass ORDER BY 1`,
    )
    return rows.map(({ name }) => name)
  })

test('the command shows what it would drop, drops it only when told to, and then has nothing to do', {
  timeout: LIMIT,
}, async () => {
  await connected(connectionString(), (client) =>
    client.query(`SELECT log.ensure_partitions('2001-02-01', '2001-03-01')`),
  )
  const listed =
    /^2001-02: 0\.\d MiB\n2001-03: 0\.\d MiB\n2 months before 2001-04, 0\.\d MiB\. Nothing was dropped\.\n$/
  const dryRun = await retire(['--before', '2001-04', '--dry-run'])
  expect(dryRun).toEqual({ code: 0, said: expect.stringMatching(listed) })
  expect(await retire(['--before', '2001-04'])).toMatchObject({
    code: 1,
    said: expect.stringContaining('Nobody can be asked here: add --yes to drop what is shown.'),
  })
  expect(await months()).toContain('log.event_2001_02')
  expect(await retire(['--before', '2001-04', '--yes'])).toMatchObject({
    code: 0,
    said: expect.stringContaining('Dropped 2 months before 2001-04'),
  })
  expect((await months()).filter((name) => name.includes('2001'))).toEqual([])
  expect(await retire(['--before', '2001-04', '--yes'])).toEqual({
    code: 0,
    said: 'The log holds no month before 2001-04.\n',
  })
})

test.each([
  [['--before', '2001-13'], '“2001-13” is no month.'],
  [['--before', 'January'], '“January” is no month.'],
  [['--before', '2999-01'], 'and later are kept'],
  [['--keep-months', '0'], '“0” is no number of months.'],
  [['--keep-months', '2', '--before', '2001-01'], 'Say one of them'],
  [['--all'], "Unknown option '--all'"],
])('%s is refused in a line', { timeout: LIMIT }, async (args, words) => {
  const { code, said } = await retire(args)
  expect(code).toBe(1)
  expect(said).toContain(words)
  expect(said.trim().split('\n')).toHaveLength(1)
})
