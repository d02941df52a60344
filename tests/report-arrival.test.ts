import { afterAll, describe, expect, test } from 'vitest'
import { openSession } from '#app/domain/identity/sessions.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { aBuiltPortal } from './built-portal.ts'
import { anAttempt, aReport, aTaughtModule, type TaughtModule } from './makers/confusion.ts'
import { aLesson, aSection } from './makers/lessons.ts'
import { aReleaseOf } from './makers/modules.ts'
import { aLead, aLearner, aMigration, anAdmin } from './makers/people.ts'
import { ask } from './portal.ts'

/** What a reporter's browser sends late, often, or about what is gone by then: it arrives once, as it was written. */
const portal = await aBuiltPortal()
afterAll(portal.stop)

const migration = await aMigration()
await anAdmin({ migration })
const lead = await aLead({ migration })

type Said = { id?: string; words?: string; context?: { release: string; attempt: unknown } }

/** A person's browser: the cookie of a session, and requests as the form in place makes them. */
async function visit({ personId }: Viewer) {
  const { id: session } = await openSession(personId, new Date())
  const headers = { origin: portal.url, cookie: `session=${session}`, accept: 'application/json' }
  const post = async (path: string, fields: Record<string, string>) => {
    const { status, text } = await ask(portal.url + path, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    })
    return { status, said: JSON.parse(text) as Said }
  }
  return {
    get: (path: string) => ask(portal.url + path, { headers: { ...headers, accept: 'text/html' } }),
    json: async (path: string) => JSON.parse((await ask(portal.url + path, { headers })).text) as Said,
    report: (module: TaughtModule, fields: Record<string, string> = {}, block = 'net-or-gross') =>
      post(`/modules/${module.slug}/blocks/${block}/reports.json`, {
        id: newId(),
        releaseId: module.releaseId,
        kind: 'unclear',
        words: 'Net or gross?',
        ...fields,
      }),
    meToo: (report: string, words = '') => post(`/reports/${report}/me-toos`, { words }),
  }
}

const countOf = async (person: Viewer) =>
  (await sql`SELECT FROM confusion_report WHERE person_id = ${person.personId}`).length

test('of a hundred reports in a minute twenty arrive, and the others are told when it goes on', async () => {
  const module = await aTaughtModule(migration)
  const busy = await aLearner({ migration })
  const browser = await visit(busy)
  const written = Array.from({ length: 100 }, (_, number) => ({ id: newId(), words: `Question ${number}` }))
  const sent = await Promise.all(written.map((fields) => browser.report(module, fields)))
  const late = sent.flatMap(({ status }, place) => (status === 429 ? [written[place]] : []))
  expect(sent.filter(({ status }) => status === 201)).toHaveLength(20)
  expect(late).toHaveLength(80)
  expect(sent.find(({ status }) => status === 429)?.said.words).toBe(
    'You sent 20 reports within 10 minutes. It goes on in 10 min; nothing you wrote is lost.',
  )
  expect(await browser.report(module, written[sent.findIndex(({ status }) => status === 201)])).toMatchObject({
    status: 201,
  })
  expect(await (await visit(await aLearner({ migration }))).report(module)).toMatchObject({ status: 201 })
  await sql`UPDATE confusion_report SET at = at - interval '11 minutes' WHERE person_id = ${busy.personId}`
  expect(await browser.report(module, late[0])).toMatchObject({ status: 201, said: { id: late[0]?.id } })
  expect(await countOf(busy)).toBe(21)
})

test('“me too” said twice, at once and again, counts once and keeps the first words', async () => {
  const module = await aTaughtModule(migration)
  const { id } = await aReport(await aLearner({ migration }), module)
  const max = await aLearner({ migration })
  const browser = await visit(max)
  const said = await Promise.all([browser.meToo(id), browser.meToo(id), browser.meToo(id)])
  expect(said.map(({ status }) => status)).toEqual([200, 200, 200])
  await browser.meToo(id, 'For credit notes as well.')
  expect(await browser.meToo(id, 'Something else.')).toMatchObject({ status: 200 })
  expect(await sql`SELECT person_id, words FROM me_too WHERE report_id = ${id}`).toEqual([
    { person_id: max.personId, words: 'For credit notes as well.' },
  ])
})

describe('a report that was begun on a release', () => {
  test('whose block the next release has no more arrives with block and release as they were', async () => {
    const module = await aTaughtModule(migration)
    const lena = await aLearner({ migration })
    await aReleaseOf(module, aLesson({ title: 'Enter an invoice', blocks: [aSection('start')] }), { label: '2026.2' })
    const browser = await visit(lena)
    const path = `/modules/${module.slug}/blocks/net-or-gross/reports`
    expect((await browser.json(`${path}.json?release=${module.releaseId}`)).context).toMatchObject({
      release: '2026.1',
    })
    const { status, said } = await browser.report(module, { quote: 'The amount' })
    expect(status).toBe(201)
    const [kept] = await sql<{ cluster_id: string }>`SELECT * FROM confusion_report WHERE id = ${said.id}`
    expect(kept).toMatchObject({ release_id: module.releaseId, block_id: 'net-or-gross', quote: 'The amount' })
    const page = await (await visit(lead)).get(`/confusion/${kept?.cluster_id}`)
    expect(page.status).toBe(200)
    expect(page.text).toContain('Net or gross')
    // Without scripts the form is drawn again from its own address, for instance with an error.
    expect(await browser.get(`${path}?release=${module.releaseId}`)).toMatchObject({ status: 200 })
    expect(await browser.get(path)).toMatchObject({ status: 404 })
  })

  test('that was withdrawn meanwhile arrives with it, and says so to both sides', async () => {
    const module = await aTaughtModule(migration)
    const lena = await aLearner({ migration })
    const next = await aReleaseOf(module, aLesson({ blocks: [aSection('start')] }), { label: '2026.2' })
    await sql`UPDATE release SET withdrawn_at = now(), withdrawn_reason = 'Wrong amounts.' WHERE id = ${module.releaseId}`
    const browser = await visit(lena)
    const { status, said } = await browser.report(module)
    expect(status).toBe(201)
    expect(next.id).not.toBe(module.releaseId)
    const [kept] = await sql<{ cluster_id: string }>`SELECT * FROM confusion_report WHERE id = ${said.id}`
    expect(kept).toMatchObject({ release_id: module.releaseId })
    expect((await browser.get(`/reports/${said.id}`)).text).toContain('2026.1, withdrawn since')
    expect((await (await visit(lead)).get(`/confusion/${kept?.cluster_id}`)).text).toContain('2026.1 (withdrawn)')
  })
})

test('what was just tried goes along with its errors, is shown before sending, and without a name is kept back', async () => {
  const module = await aTaughtModule(migration)
  const lena = await aLearner({ migration, name: 'Lena' })
  const attempt = await anAttempt(lena, module)
  await sql`UPDATE attempt SET errors = 2 WHERE id = ${attempt}`
  for (const type of ['net-for-gross', 'wrong-order']) {
    await sql`INSERT INTO attempt_error (id, attempt_id, type, place, at) VALUES (${newId()}, ${attempt}, ${type}, 'header.amount', now())`
  }
  const browser = await visit(lena)
  const path = `/modules/${module.slug}/blocks/enter-invoice/reports.json?release=${module.releaseId}`
  const errors = { count: 2, types: ['net-for-gross', 'wrong-order'] }
  expect((await browser.json(path)).context?.attempt).toEqual({ ordinal: 1, errors })
  const words = 'ttempt 1 with 2 errors (net for gross, wrong order)'
  const trouble = async (fields: Record<string, string>) => {
    const { said } = await browser.report(module, { place: 'Invoice header', ...fields }, 'enter-invoice')
    const [kept] = await sql<{ cluster_id: string }>`SELECT cluster_id FROM confusion_report WHERE id = ${said.id}`
    const own = (await browser.get(`/reports/${said.id}`)).text
    return [own, (await (await visit(lead)).get(`/confusion/${kept?.cluster_id}`)).text]
  }
  for (const page of await trouble({})) {
    expect(page).toContain(words)
    expect(page).toContain('Invoice header')
  }
  for (const page of await trouble({ anonymous: 'on' })) expect(page).not.toContain(words)
})

describe('words with something set apart in them', () => {
  const text = (words: string, ...marks: object[]) => ({ type: 'text', text: words, ...(marks.length && { marks }) })
  const link = (href: string) => ({ type: 'link', attrs: { href, target: '_blank', onclick: 'alert(1)' } })
  const paragraph = (...content: object[]) => ({ type: 'paragraph', content })
  const body = (...content: object[]) => JSON.stringify({ type: 'doc', content })

  test('are drawn as they were set, and are plain words to everything else', async () => {
    const module = await aTaughtModule(migration)
    const browser = await visit(await aLearner({ migration }))
    const item = (words: string) => ({ type: 'listItem', content: [paragraph(text(words))] })
    const { said } = await browser.report(module, {
      words: 'anything',
      body: body(paragraph(text('Is it '), text('net', { type: 'bold' }), text('?', link('https://example.org/net'))), {
        type: 'bulletList',
        content: [item('<b>first</b>'), item('second')],
      }),
    })
    const [kept] = await sql<{ words: string; body: object; cluster_id: string }>`
      SELECT words, body, cluster_id FROM confusion_report WHERE id = ${said.id}`
    expect(kept?.words).toBe('Is it net?\n- <b>first</b>\n- second')
    expect(JSON.stringify(kept?.body)).not.toContain('onclick')
    for (const page of [
      await browser.get(`/reports/${said.id}`),
      await (await visit(lead)).get(`/confusion/${kept?.cluster_id}`),
    ]) {
      expect(page.text).toContain('<strong>net</strong>')
      expect(page.text).toContain('href="https://example.org/net"')
      expect(page.text).toContain('&lt;b&gt;first&lt;/b&gt;')
    }
  })

  test.each([
    ['a link that runs', body(paragraph(text('x', link('javascript:alert(1)'))))],
    ['a picture', body({ type: 'image', attrs: { src: 'https://example.org/x.png' } })],
    [
      'a list in a list in a list',
      body({ type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'bulletList', content: [] }] }] }),
    ],
    ['no JSON', '<p>x</p>'],
    ['more words than a report takes', body(paragraph(text('x'.repeat(2_001))))],
    ['far too much', 'x'.repeat(30_000)],
    ['a letter that no database keeps', body(paragraph(text('a\u0000b')))],
  ])('%s is refused at its field', async (_, sent) => {
    const module = await aTaughtModule(migration)
    const lena = await aLearner({ migration })
    const { status, said } = await (await visit(lena)).report(module, { body: sent })
    expect([status, Object.keys((said as { errors?: object }).errors ?? {})]).toEqual([400, ['body']])
    expect(await countOf(lena)).toBe(0)
  })
})
