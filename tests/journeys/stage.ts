import { afterAll, afterEach, expect } from 'vitest'
import { connected } from '#app/platform/connected.server.ts'
import { aBrowser } from '../browser.ts'
import { aBuiltPortal } from '../built-portal.ts'
import { aDemoDatabase } from '../demo-database.ts'
import { addNewcomer } from './newcomer.ts'
import { keepPictures, type Visitors, visitorsOf } from './visitors.ts'

/** Where a journey happens: the demo in a database of its own, the built portal on it, and whoever comes there. */
export type Stage = Omit<Visitors, 'complaints' | 'leave'> & {
  url: string
  /** somebody who was added today and has learned nothing yet, in the champion's cohort; their e-mail address */
  aNewcomer: (name: string, audiences: readonly string[]) => Promise<string>
  /** asks the journey's database */
  rows: <Row>(statement: string, values?: unknown[]) => Promise<Row[]>
  /** The journey makes complaints like this on purpose: by its end at least one has to be there. */
  expectComplaint: (words: RegExp) => void
  /** the same where it depends on the moment whether anything is complained of */
  mayComplain: (words: RegExp) => void
}

/**
 * Opens the demo for the journeys of one file and closes it after them. Every journey fails on what must not happen on
 * any page (`complaintsOf`), and on whatever the server logs as a warning or an error.
 */
export async function openDemo(environment: Record<string, string> = {}): Promise<Stage> {
  const database = await aDemoDatabase()
  const [portal, browser] = await Promise.all([
    aBuiltPortal({ LOG_LEVEL: 'warn', DATABASE_URL: database.url, ...environment }),
    aBrowser(),
  ])
  const { complaints, leave, ...visitors } = visitorsOf(portal.url, browser)
  // A browser tells of a request that failed when it comes to it, so what is expected is compared once all have left.
  const expected: RegExp[] = []
  const allowed: RegExp[] = []
  let read = 0
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepPictures(browser, task.name)
    await leave()
    const logged = portal.log.slice(read).filter((line) => line.startsWith('{'))
    read = portal.log.length
    const said = complaints.splice(0)
    const missing = expected.filter((words) => !said.some((complaint) => words.test(complaint)))
    const known = [...expected.splice(0), ...allowed.splice(0)]
    const unknown = said.filter((complaint) => !known.some((words) => words.test(complaint)))
    expect([...unknown, ...logged]).toEqual([])
    expect(missing, 'complaints that did not come').toEqual([])
  })
  afterAll(async () => {
    await browser.close()
    await portal.stop()
    await database.drop()
  })
  return {
    ...visitors,
    url: portal.url,
    aNewcomer: (name, audiences) => connected(database.url, (client) => addNewcomer(client, name, audiences)),
    rows: (statement, values) =>
      connected(database.url, async (client) => (await client.query(statement, values)).rows),
    expectComplaint: (words) => void expected.push(words),
    mayComplain: (words) => void allowed.push(words),
  }
}
