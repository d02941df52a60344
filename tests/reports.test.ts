import { afterAll, describe, expect, test } from 'vitest'
import { answerTrouble } from '#app/domain/confusion/answer.server.ts'
import { openSession } from '#app/domain/identity/sessions.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { unreadNotices } from '#app/domain/notices/notices.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { aBuiltPortal } from './built-portal.ts'
import { aReport, aTaughtModule } from './makers/confusion.ts'
import { aLead, aLearner, aMigration, anAdmin, aTrainer } from './makers/people.ts'
import { type Answer, ask } from './portal.ts'

const portal = await aBuiltPortal()
afterAll(portal.stop)

const migration = await aMigration()
const module = await aTaughtModule(migration)
const lena = await aLearner({ migration, name: 'Lena Brandt' })
const max = await aLearner({ migration })
const lead = await aLead({ migration, name: 'Jonas Weidner' })
const trainer = await aTrainer({ migration })
await anAdmin({ migration })

const place = `/modules/${module.slug}/blocks/net-or-gross/reports`
const sent = (parts: Record<string, string> = {}) => ({
  id: newId(),
  releaseId: module.releaseId,
  kind: 'unclear',
  words: 'Is the amount net or gross?',
  ...parts,
})

async function as(viewer: Viewer | null): Promise<Record<string, string>> {
  if (!viewer) return {}
  return { cookie: `session=${(await openSession(viewer.personId, new Date())).id}` }
}

async function post(
  viewer: Viewer | null,
  path: string,
  form: Record<string, string>,
  accept = 'text/html',
): ReturnType<typeof ask> {
  const headers = {
    ...(await as(viewer)),
    origin: portal.url,
    accept,
    'content-type': 'application/x-www-form-urlencoded',
  }
  return ask(portal.url + path, { method: 'POST', headers, body: new URLSearchParams(form).toString() })
}

const get = async (viewer: Viewer | null, path: string) =>
  ask(portal.url + path, { headers: { accept: 'text/html', ...(await as(viewer)) } })
const send = (viewer: Viewer | null, form: Record<string, string>, path = place) =>
  post(viewer, `${path}.json`, form, 'application/json')
const said = ({ text }: Answer) =>
  JSON.parse(text) as { id?: string; words?: string; errors?: Record<string, string[]> }

describe('a report sent by a script', () => {
  test('is answered 201 with its id, also the second time, and is one report', async () => {
    const form = sent()
    for (const answer of [await send(lena, form), await send(lena, form)]) {
      expect(answer.status).toBe(201)
      expect(said(answer).id).toBe(form.id)
    }
    expect(await sql`SELECT FROM confusion_report WHERE id = ${form.id}`).toHaveLength(1)
  })

  test('says before what would go with it', async () => {
    const answer = await ask(`${portal.url}${place}.json?release=${module.releaseId}`, { headers: await as(lena) })
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.text)).toMatchObject({ context: { release: '2026.1', attempt: null } })
  })

  test.each([
    ['words are missing', { words: '  \n ' }, 'words'],
    ['words are too long', { words: 'a'.repeat(2001) }, 'words'],
    ['the quotation is too long', { quote: 'a'.repeat(501) }, 'quote'],
    ['the kind is unknown', { kind: 'angry' }, 'kind'],
    ['the id is none', { id: '1' }, 'id'],
    ['the release is none', { releaseId: 'x' }, 'releaseId'],
  ])('is answered 400 and by field where %s', async (_, wrong, field) => {
    const answer = await send(lena, sent(wrong))
    expect(answer.status).toBe(400)
    expect(said(answer).errors?.[field]).toHaveLength(1)
  })

  test('is answered 404 for a block, a module or a release that is not there', async () => {
    const elsewhere = [
      send(lena, sent(), place.replace('net-or-gross', 'nothing')),
      send(lena, sent(), place.replace(module.slug, 'nothing')),
      send(lena, sent({ releaseId: newId() })),
      send(await aLearner(), sent()),
    ]
    for (const answer of await Promise.all(elsewhere)) expect(answer.status).toBe(404)
  })

  test('is answered 401 to whoever is not signed in, 403 from another site and 413 if it is too large', async () => {
    expect((await send(null, sent())).status).toBe(401)
    const headers = { ...(await as(lena)), origin: 'https://elsewhere.example' }
    expect((await ask(`${portal.url}${place}.json`, { method: 'POST', headers, body: 'a=1' })).status).toBe(403)
    expect((await send(lena, sent({ words: 'a'.repeat(1_100_000) }))).status).toBe(413)
  })

  test('is answered 429 after twenty in ten minutes', async () => {
    const busy = await aLearner({ migration })
    for (let count = 0; count < 20; count++) await aReport(busy, module)
    const answer = await send(busy, sent())
    expect(answer.status).toBe(429)
    expect(said(answer).words).toContain('20 reports')
  })

  test('of something that is no form, or twice the same field, is answered 400', async () => {
    const headers = { ...(await as(lena)), origin: portal.url, 'content-type': 'multipart/form-data; boundary=x' }
    const answer = await ask(`${portal.url}${place}.json`, { method: 'POST', headers, body: 'nonsense' })
    expect(answer.status).toBe(400)
  })
})

describe('a report without scripts', () => {
  test('has a page of its own, which sends to the report', async () => {
    expect(await get(lena, place)).toMatchObject({
      status: 200,
      text: expect.stringContaining('What is unclear here?'),
    })
    const form = sent()
    const answer = await post(lena, place, form)
    expect(answer).toMatchObject({ status: 303, headers: { location: `/reports/${form.id}` } })
    expect((await get(lena, `/reports/${form.id}`)).text).toContain('Is the amount net or gross?')
  })

  test('with an error stands there again, with what was typed', async () => {
    const words = `Much too long ${'a'.repeat(2000)}`
    const answer = await post(lena, place, sent({ words }))
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('Keep it under 2,000 characters.')
    expect(answer.text).toContain(words)
  })

  test('leads a stranger to sign in and back', async () => {
    expect(await get(null, place)).toMatchObject({
      status: 302,
      headers: { location: `/sign-in?redirectTo=${encodeURIComponent(place)}` },
    })
    expect((await get(lena, place.replace('net-or-gross', 'nothing'))).status).toBe(404)
  })
})

describe('me too', () => {
  test('is answered in JSON to scripts, and leads a form back to the block', async () => {
    const { id } = await aReport(max, module)
    const path = `/reports/${id}/me-toos`
    expect((await post(lena, path, {}, 'application/json')).status).toBe(200)
    expect(await post(lena, path, { words: 'In Hull too.' })).toMatchObject({
      status: 303,
      headers: { location: `/modules/${module.slug}#net-or-gross` },
    })
    expect(await sql`SELECT words FROM me_too WHERE report_id = ${id}`).toEqual([{ words: 'In Hull too.' }])
    expect((await post(max, path, {}, 'application/json')).status).toBe(409)
    expect((await post(null, path, {}, 'application/json')).status).toBe(401)
    expect((await post(lena, '/reports/nothing/me-toos', {}, 'application/json')).status).toBe(404)
  })
})

describe('somebody else’s report', () => {
  test('is missing, whatever is asked of it', async () => {
    const { id } = await aReport(max, module)
    expect((await get(lena, `/reports/${id}`)).status).toBe(404)
    expect((await get(lena, '/reports/nothing')).status).toBe(404)
    expect((await post(lena, `/reports/${id}/verdict`, { helped: 'no' })).status).toBe(404)
  })
})

describe('the board', () => {
  test('is for the migration team: others are refused, and of other migrations it is empty', async () => {
    const { clusterId } = await aReport(max, module)
    expect((await get(lena, '/confusion')).status).toBe(403)
    expect((await get(lena, `/confusion/${clusterId}`)).status).toBe(403)
    expect((await get(trainer, `/confusion/${clusterId}`)).status).toBe(200)
    expect((await get(trainer, `/confusion/${clusterId}/answer`)).status).toBe(403)
    expect((await post(trainer, `/confusion/${clusterId}/answer`, { seen: 'none', words: 'No.' })).status).toBe(403)
    expect((await get(await aLead(), `/confusion/${clusterId}`)).status).toBe(404)
    expect((await get(lead, '/confusion/nothing')).status).toBe(404)
  })

  test('keeps what a lead typed when another was faster, and takes it the second time', async () => {
    const ines = await aLead({ migration, name: 'Ines Carvalho' })
    const { clusterId } = await aReport(max, module)
    const path = `/confusion/${clusterId}/answer`
    await answerTrouble(ines, clusterId, { seen: 'none', words: 'First.', public: false }, new Date())
    const refused = await post(lead, path, { seen: 'none', words: 'My long answer.' })
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('Ines Carvalho answered this meanwhile.')
    expect(refused.text).toContain('My long answer.')
    const seen = /name="seen" value="([0-9a-f-]{36})"/.exec(refused.text)?.[1] ?? ''
    expect(await post(lead, path, { seen, words: 'My long answer.' })).toMatchObject({ status: 303 })
  })

  test('says beside its field what a resolution lacks', async () => {
    const { clusterId } = await aReport(max, module)
    const answer = await post(lead, `/confusion/${clusterId}/resolution`, {
      seen: 'none',
      kind: 'product',
      words: 'Done.',
      url: 'javascript:alert(1)',
    })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('Enter an address like')
  })
})

describe('notices', () => {
  test('are marked as read by their owner alone', async () => {
    const { clusterId } = await aReport(max, module)
    await answerTrouble(lead, clusterId, { seen: 'none', words: 'Net.', public: false }, new Date())
    const before = await unreadNotices(max)
    const [notice] = await sql<{
      id: string
    }>`SELECT id FROM notice WHERE person_id = ${max.personId} AND read_at IS NULL`
    await post(lena, '/notices/read', { id: notice?.id ?? '' })
    expect(await unreadNotices(max)).toBe(before)
    const back = { id: notice?.id ?? '', redirectTo: '//elsewhere.example' }
    expect(await post(max, '/notices/read', back)).toMatchObject({ status: 303, headers: { location: '/' } })
    expect(await unreadNotices(max)).toBe(before - 1)
    expect((await post(max, '/notices/read', { id: 'nothing' })).status).toBe(400)
    expect((await get(max, '/notices?before=nothing')).status).toBe(200)
  })

  test('come by mail as chosen', async () => {
    expect((await post(lena, '/me/notices', { mail: 'release' })).status).toBe(303)
    expect((await post(lena, '/me/notices', { mail: 'nothing' })).status).toBe(400)
    expect(await sql`SELECT kind FROM notice_preference WHERE person_id = ${lena.personId} AND mail`).toEqual([
      { kind: 'release' },
    ])
  })
})
