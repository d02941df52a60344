import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { PICTURE_BYTES, pictureProblems } from '#app/domain/confusion/pictures.ts'
import { openSession } from '#app/domain/identity/sessions.server.ts'
import { forgetExpired } from '#app/jobs/forget-expired.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aBuiltPortal } from './built-portal.ts'
import { aReport, aTaughtModule } from './makers/confusion.ts'
import { aLead, aLearner, aMigration, anAdmin, aTrainer } from './makers/people.ts'
import { ask } from './portal.ts'

const portal = await aBuiltPortal()
afterAll(portal.stop)

const migration = await aMigration()
const module = await aTaughtModule(migration)
const [lena, max, lead, trainer] = [
  await aLearner({ migration, name: 'Lena' }),
  await aLearner({ migration }),
  await aLead({ migration }),
  await aTrainer({ migration }),
]
const elsewhere = await aLead()
await anAdmin({ migration })

/** A program of its own for a person: one session, requests as its browser would make them. */
async function visit(person: { personId: string }) {
  const { id: session } = await openSession(person.personId, new Date())
  const headers = { origin: portal.url, cookie: `session=${session}` }
  return {
    get: (path: string) => ask(portal.url + path, { headers }),
    async send(report: string, bytes: Uint8Array, { id = randomUUID() as string, alt = '', name = 'shot.png' } = {}) {
      const form = new FormData()
      form.set('id', id)
      form.set('alt', alt)
      form.set('file', new File([new Uint8Array(bytes)], name, { type: 'image/png' }))
      const sent = new Request('http://form', { method: 'POST', body: form })
      const { status, text } = await ask(`${portal.url}/reports/${report}/pictures`, {
        method: 'POST',
        headers: { ...headers, accept: 'application/json', 'content-type': sent.headers.get('content-type') ?? '' },
        body: Buffer.from(await sent.arrayBuffer()),
      })
      return { status, said: JSON.parse(text) as { id?: string; words?: string } }
    },
    post: (path: string) => ask(portal.url + path, { method: 'POST', headers }),
  }
}

const [asLena, asMax, asLead] = [await visit(lena), await visit(max), await visit(lead)]
const red = (width = 300, height = 200) => sharp({ create: { width, height, channels: 3, background: 'red' } })
const png = await red().png().toBuffer()

/** A PNG of one bit a pixel, all black: few bytes, and as many pixels as one likes. */
function aBomb(side: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([1, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(side * (Math.ceil(side / 8) + 1)), { level: 9 })
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

function crc32(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return (sum ^ 0xffffffff) >>> 0
}

const peakOf = async () =>
  Number(/VmHWM:\s+(\d+)/.exec(await readFile(`/proc/${portal.process.pid}/status`, 'utf8'))?.[1]) / 1024

describe('a screenshot', () => {
  test('is drawn anew: what its file said of a place, a person or a program is gone', async () => {
    const { id } = await aReport(lena, module)
    const told = await red()
      .withExif({ IFD0: { Artist: 'Lena Osei', Copyright: 'secret' }, IFD3: { GPSLatitudeRef: 'N' } })
      .jpeg()
      .toBuffer()
    expect(told.toString('latin1')).toContain('Lena Osei')
    const { status, said } = await asLena.send(id, told, { alt: 'The red field', name: 'lena.jpg' })
    expect(status).toBe(201)
    const shown = await asLena.get(`/report-pictures/${said.id}`)
    expect(shown.body.toString('latin1')).not.toMatch(/Lena Osei|secret|Exif/)
    expect(await sharp(shown.body).metadata()).toMatchObject({ format: 'webp', width: 300, height: 200 })
    expect(shown.headers).toMatchObject({
      'content-type': 'image/webp',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'; sandbox"),
      'cache-control': 'private, no-store',
    })
    const [page] = [await asLena.get(`/reports/${id}`)]
    expect(page.text).toContain('alt="The red field"')
  })

  test('is taken as PNG, JPEG and WebP, whatever its name says, and made smaller where it is large', async () => {
    const { id } = await aReport(lena, module)
    const files = [png, await red().jpeg().toBuffer(), await red(4_000, 3_000).webp().toBuffer()]
    for (const file of files) expect(await asLena.send(id, file, { name: 'x.gif' })).toMatchObject({ status: 201 })
    expect(await sql`SELECT width, height FROM attachment WHERE report_id = ${id} ORDER BY width`).toEqual([
      { width: 300, height: 200 },
      { width: 300, height: 200 },
      { width: 2_560, height: 1_920 },
    ])
    expect(await asLena.send(id, png)).toEqual({
      status: 400,
      said: { kind: 'invalid', words: pictureProblems['too many'] },
    })
  })

  test('sent twice is there once', async () => {
    const { id } = await aReport(lena, module)
    const picture = randomUUID()
    const sent = await Promise.all([1, 2, 3].map(() => asLena.send(id, png, { id: picture })))
    expect(sent.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(await sql`SELECT id FROM attachment WHERE report_id = ${id}`).toEqual([{ id: picture }])
  })

  test('is shown to its reporter and to who reads reports there, and to nobody else', async () => {
    const { id, clusterId } = await aReport(lena, module, { anonymous: true })
    const { said } = await asLena.send(id, png, { alt: 'A red field' })
    const path = `/report-pictures/${said.id}`
    await sql`INSERT INTO me_too (report_id, person_id, release_id, at) VALUES (${id}, ${max.personId}, ${module.releaseId}, now())`
    const statuses = async (...people: { personId: string }[]) =>
      Promise.all(people.map(async (person) => (await (await visit(person)).get(path)).status))
    expect(await statuses(lena, lead, trainer)).toEqual([200, 200, 200])
    expect(await statuses(max, elsewhere)).toEqual([404, 404])
    expect(await ask(portal.url + path)).toMatchObject({ status: 401 })
    expect((await asMax.get(`/reports/${id}`)).text).not.toContain('A red field')
    const board = (await asLead.get(`/confusion/${clusterId}`)).text
    expect(board).toContain('alt="A red field"')
    // The report's id would say at which second somebody without a name wrote.
    expect(board).not.toContain(id)
  })

  test('is added to one’s own reports only, and removed by nobody else', async () => {
    const { id } = await aReport(lena, module)
    expect(await asMax.send(id, png)).toMatchObject({ status: 404 })
    const { said } = await asLena.send(id, png)
    const path = `/report-pictures/${said.id}`
    expect(await asMax.post(path)).toMatchObject({ status: 404 })
    expect(await asLead.post(path)).toMatchObject({ status: 404 })
    expect((await asLena.post(path)).status).toBeLessThan(400)
    expect(await asLena.get(path)).toMatchObject({ status: 404 })
  })

  test('of somebody who was erased is shown to nobody from then on, and is deleted', async () => {
    const gone = await aLearner({ migration })
    const { id } = await aReport(gone, module)
    const { said } = await (await visit(gone)).send(id, png)
    const kept = await asLena.send((await aReport(lena, module)).id, png)
    await sql`UPDATE person SET erased_at = now(), email = NULL, name = 'Erased' WHERE id = ${gone.personId}`
    expect(await asLead.get(`/report-pictures/${said.id}`)).toMatchObject({ status: 404 })
    await forgetExpired.run({ now: new Date() } as Parameters<typeof forgetExpired.run>[0])
    expect(await sql`SELECT id FROM attachment WHERE report_id = ${id}`).toEqual([])
    expect(await asLead.get(`/report-pictures/${kept.said.id}`)).toMatchObject({ status: 200 })
  })
})

describe('what is no screenshot is refused in words, and nothing is kept', async () => {
  const { id } = await aReport(lena, module)
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  test.each<[string, keyof typeof pictureProblems, Buffer]>([
    ['SVG named .png', 'no picture', Buffer.from(svg)],
    ['HTML named .png', 'no picture', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a GIF', 'no picture', await red().gif().toBuffer()],
    ['an empty file', 'no picture', Buffer.alloc(0)],
    ['HTML behind the first bytes of a PNG', 'broken', Buffer.concat([png.subarray(0, 8), Buffer.from(svg)])],
    ['SVG behind the first bytes of a WebP', 'broken', Buffer.from(`RIFF0000WEBP${svg}`)],
    ['half a picture', 'broken', (await red(900, 900).jpeg().toBuffer()).subarray(0, 1_500)],
    ['more than 1 MB', 'too large', Buffer.concat([png, Buffer.alloc(PICTURE_BYTES)])],
  ])('%s', async (_, problem, file) => {
    expect(await asLena.send(id, file)).toEqual({
      status: 400,
      said: { kind: 'invalid', words: pictureProblems[problem] },
    })
    expect(await sql`SELECT id FROM attachment WHERE report_id = ${id}`).toEqual([])
  })

  test('a picture of 900 million pixels, without room being made for them', async () => {
    const bomb = aBomb(30_000)
    expect(bomb.length).toBeLessThan(PICTURE_BYTES)
    const other = await aReport(lena, module)
    await asLena.send(other.id, png)
    const before = await peakOf()
    const sent = await Promise.all([1, 2, 3, 4].map(() => asLena.send(id, bomb)))
    expect(sent.map(({ said }) => said.words)).toEqual(Array(4).fill(pictureProblems['too many pixels']))
    // Its pixels would take 112 MB as they are packed, and 3.6 GB in colours.
    expect((await peakOf()) - before).toBeLessThan(40)
  })

  test('a form without a file, without an id, or none at all', async () => {
    const { status, text } = await asLena.post(`/reports/${id}/pictures`)
    expect([status, JSON.parse(text)]).toEqual([400, expect.objectContaining({ words: expect.any(String) })])
    expect(await asLena.send(id, png, { id: 'x' })).toMatchObject({ status: 400 })
    expect(await asLena.send('x', png)).toMatchObject({ status: 404 })
  })
})
