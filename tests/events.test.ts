import { createHash } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { openSession } from '#app/domain/identity/sessions.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aBuiltPortal } from './built-portal.ts'
import { Browser } from './makers/events.ts'
import { aLab, aLesson, aSection } from './makers/lessons.ts'
import { aModule } from './makers/modules.ts'
import { aLead, aLearner, aMigration, anAdmin } from './makers/people.ts'
import { ask } from './portal.ts'

const portal = await aBuiltPortal()
afterAll(portal.stop)

const migration = await aMigration()
await anAdmin({ migration })
const module = await aModule(migration, { compiled: aLesson({ blocks: [aSection('start'), aLab('enter')] }) })
const lena = await aLearner({ migration })

async function as(viewer: Viewer): Promise<Record<string, string>> {
  return { cookie: `session=${(await openSession(viewer.personId, new Date())).id}` }
}

async function post(body: string, headers: Record<string, string> = {}) {
  const own = { origin: portal.url, 'content-type': 'application/json', ...(await as(lena)) }
  return ask(`${portal.url}/events`, { method: 'POST', headers: { ...own, ...headers }, body })
}

const aBrowser = () => new Browser(lena, module.release, new Date())

describe('POST /events', () => {
  test('answers 202 with what is stored, and again when it is sent again', async () => {
    const browser = aBrowser()
    browser.doLab('enter')
    // A minute has to pass for a minute of work: these events happened before now.
    const body = JSON.stringify({ events: browser.outbox })
    const first = await post(body)
    expect(first.status).toBe(202)
    expect(JSON.parse(first.text)).toEqual({ accepted: browser.outbox.map(({ id }) => id), refused: [] })
    const second = await post(body)
    expect(second.text).toBe(first.text)
    const ids = browser.outbox.map(({ id }) => id)
    expect(await sql`SELECT count(*) AS n FROM log.event WHERE id = ANY (${ids})`).toEqual([{ n: ids.length }])
  })

  test('refuses single events by id within the 202', async () => {
    const browser = aBrowser()
    const good = browser.reach('start')
    const bad = { ...browser.reach('start'), block: 'nowhere' }
    const { status, text } = await post(JSON.stringify({ events: [good, bad] }))
    expect(status).toBe(202)
    expect(JSON.parse(text)).toEqual({ accepted: [good.id], refused: [{ id: bad.id, reason: 'unknown-block' }] })
  })

  test.each([
    ['broken JSON', '{"events":[{'],
    ['no events', '{}'],
    ['events that are no list', '{"events":{}}'],
    ['an event without an id', '{"events":[{"type":"block-reached"}]}'],
    ['null', 'null'],
    ['more than a hundred', JSON.stringify({ events: Array.from({ length: 101 }, (_, n) => ({ id: `${n}` })) })],
  ])('answers %s with 400 and words, and stores nothing', async (_words, body) => {
    const { status, text } = await post(body)
    expect(status).toBe(400)
    expect(JSON.parse(text)).toMatchObject({ kind: 'invalid', words: expect.any(String) })
  })

  test('answers a stranger, and a forged cookie, with 401', async () => {
    const body = JSON.stringify({ events: [aBrowser().reach('start')] })
    expect(await post(body, { cookie: '' })).toMatchObject({ status: 401 })
    expect(await post(body, { cookie: 'session=forged' })).toMatchObject({ status: 401 })
  })

  test('answers a foreign origin with 403, and too much with 413', async () => {
    expect(await post('{"events":[]}', { origin: 'http://evil.example' })).toMatchObject({ status: 403 })
    expect(await post(JSON.stringify({ events: [{ id: 'a', x: 'a'.repeat(1_100_000) }] }))).toMatchObject({
      status: 413,
    })
  })

  test('takes an empty batch', async () => {
    expect(await post('{"events":[]}')).toMatchObject({ status: 202, text: '{"accepted":[],"refused":[]}' })
  })
})

describe('/media', () => {
  const bytes = Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\nSign in.\n')
  const hash = createHash('sha256').update(bytes).digest('hex')
  const get = async (path: string, headers: Record<string, string> = {}) =>
    ask(`${portal.url}${path}`, { headers: { ...(await as(lena)), ...headers } })

  test('gives a file, the range that a player asks for, and nothing to a stranger', async () => {
    await sql`INSERT INTO media (hash, type, size, bytes) VALUES (${hash}, 'text/vtt', ${bytes.length}, ${bytes})`
    const whole = await get(`/media/${hash}.vtt`)
    expect(whole).toMatchObject({ status: 200, headers: { 'content-type': 'text/vtt; charset=utf-8' } })
    expect(whole.body).toEqual(bytes)
    const range = await get(`/media/${hash}.vtt`, { range: 'bytes=0-5' })
    expect(range).toMatchObject({
      status: 206,
      text: 'WEBVTT',
      headers: { 'content-range': `bytes 0-5/${bytes.length}` },
    })
    expect(await get(`/media/${hash}.vtt`, { cookie: '' })).toMatchObject({ status: 401 })
  })

  test('knows no other files', async () => {
    expect(await get(`/media/${'0'.repeat(64)}.png`)).toMatchObject({ status: 404 })
    expect(await get('/media/..%2F..%2Fpackage.json')).toMatchObject({ status: 404 })
    expect(await get(`/media/${hash}.exe`)).toMatchObject({ status: 404 })
  })
})

describe('/publish', () => {
  const open = async (viewer: Viewer) =>
    ask(`${portal.url}/publish`, { headers: { accept: 'text/html', ...(await as(viewer)) } })

  test('shows a lead what is ready, and is forbidden to a learner', { timeout: 60_000 }, async () => {
    expect(await open(lena)).toMatchObject({ status: 403 })
    const page = await open(await aLead({ migration }))
    expect(page.status).toBe(200)
    expect(page.text).toContain('ready to publish')
  })

  test('publishes nothing on a preview that is out of date', { timeout: 60_000 }, async () => {
    const headers = {
      ...(await as(await aLead({ migration }))),
      ...{ origin: portal.url, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    }
    const answer = await ask(`${portal.url}/publish`, { method: 'POST', headers, body: 'fingerprint=of-yesterday' })
    expect(answer.status).toBe(409)
    expect(await sql`SELECT count(*) AS n FROM module`).toEqual([{ n: 1 }])
  })
})
