import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { deskIn } from '#tests/makers/desks.ts'
import { aLesson, aSection, aVideo } from '#tests/makers/lessons.ts'
import { aMigration } from '#tests/makers/people.ts'

const migration = await aMigration()
const aDesk = deskIn(migration)

test('a film is as long as its file, not as a browser says', async () => {
  const { browser, lena } = await aDesk()
  const watched = async () =>
    (await sql`SELECT seconds, duration FROM video_watch WHERE person_id = ${lena.personId}`)[0]
  browser.reach('film')
  browser.wait(1_000).say('video-watched', 'film', { watched: [[0, 1]], position: 1, duration: 1 })
  await browser.send()
  expect(await watched()).toEqual({ seconds: 1, duration: 100 })
  browser.wait(110_000).say('video-watched', 'film', { watched: [[90, 200]], position: 200, duration: 200 })
  await browser.send()
  expect(await watched()).toEqual({ seconds: 11, duration: 100 })
})

test('where a release does not know how long its film is, the longest that was said of it counts', async () => {
  const { seconds: _, ...definition } = aVideo('film').definition
  const { browser, lena } = await aDesk(aLesson({ blocks: [aSection('start'), { ...aVideo('film'), definition }] }))
  browser.reach('film')
  browser.wait(30_000).say('video-watched', 'film', { watched: [[0, 30]], position: 30, duration: 60 })
  browser.wait(10_000).say('video-watched', 'film', { watched: [[30, 40]], position: 40, duration: 50 })
  await browser.send()
  const [watch] = await sql`SELECT seconds, duration FROM video_watch WHERE person_id = ${lena.personId}`
  expect(watch).toEqual({ seconds: 40, duration: 60 })
})

test('a film that was watched in no time is kept and not counted; one that was watched offline counts when it arrives', async () => {
  const { browser, lena } = await aDesk()
  const watched = async () =>
    (await sql`SELECT watched, seconds, position FROM video_watch WHERE person_id = ${lena.personId}`)[0]
  browser.reach('film')
  browser.watchAtOnce('film', [0, 100])
  await browser.send()
  expect(await watched()).toEqual({ watched: [], seconds: 0, position: 100 })
  browser.watch('film', [0, 40])
  browser.watch('film', [40, 70])
  const later = browser.outbox.splice(0, 2)
  await browser.send(new Date(browser.clock + 86_400_000))
  expect(await watched()).toEqual({ watched: [[40, 70]], seconds: 30, position: 70 })
  browser.outbox = later
  await browser.send(new Date(browser.clock + 86_400_000))
  expect(await watched()).toEqual({ watched: [[0, 70]], seconds: 70, position: 70 })
  const kept = await sql`SELECT FROM log.event WHERE person_id = ${lena.personId} AND type = 'video-watched'`
  expect(kept).toHaveLength(5)
})
