import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { Browser } from '#tests/makers/events.ts'
import { aLesson, aSection } from '#tests/makers/lessons.ts'
import { aModule, anAssignment, aPlannedMilestone, aReleaseOf, withdraw } from '#tests/makers/modules.ts'
import { aLearner, aMigration, anAudience } from '#tests/makers/people.ts'
import { readPdf } from '#tests/pdf-text.ts'
import { certificatePdf } from './certificate-pdf.server.ts'
import { certificateOf, issueCertificate } from './certificates.server.ts'
import { transcriptOf } from './transcript.server.ts'
import { verifyCertificate } from './verification.server.ts'

const NOW = new Date()
const migration = await aMigration({ timeZone: 'Europe/Berlin' })

/** Somebody who completed a module of this title. */
async function aHolder(title = 'Enter a supplier invoice', name = 'Lena Brandt') {
  const audience = await anAudience(migration)
  const lena = await aLearner({ migration, name, audiences: [audience] })
  const module = await aModule(migration, { compiled: aLesson({ title }) })
  const browser = new Browser(lena, module.release, NOW)
  const complete = async (release: { id: string }) => {
    browser.release = release
    browser.say('module-confirmed', 'start', {})
    await browser.send()
  }
  await complete(module.release)
  const { completions } = await transcriptOf(lena)
  return { lena, audience, module, complete, completion: completions[0]?.id ?? '' }
}

const standing = async (id: string) => {
  const found = await verifyCertificate(id, '192.0.2.1')
  return found.outcome === 'known' ? found.certificate.completions.map((one) => one.standing) : found
}

test('a completion is certified once, and only to the person', async () => {
  const { lena, completion } = await aHolder()
  const input = { of: 'completion', name: completion } as const
  const [first, second] = await Promise.all([issueCertificate(lena, input, NOW), issueCertificate(lena, input, NOW)])
  expect(second).toBe(first)
  expect(first).toMatch(/^([0-9a-hj-km-np-tv-z]{5}-){3}[0-9a-hj-km-np-tv-z]{5}$/)
  const another = await aLearner({ migration })
  await expect(issueCertificate(another, input, NOW)).rejects.toMatchObject({ kind: 'missing' })
  await expect(certificateOf(another, first)).rejects.toMatchObject({ kind: 'missing' })
  expect(await certificateOf(lena, first)).toMatchObject({
    holder: 'Lena Brandt',
    milestone: null,
    completions: [{ title: 'Enter a supplier invoice', label: '1', standing: 'current' }],
  })
})

test.each(['', 'no-id', '0199e7a0-0000-7000-8000-000000000000'])(
  'what is no completion has no certificate: %j',
  async (name) => {
    const { lena } = await aHolder()
    await expect(issueCertificate(lena, { of: 'completion', name }, NOW)).rejects.toMatchObject({ kind: 'missing' })
  },
)

test('a milestone is certified once everything is complete that it asks for, and again only when it asks for more', async () => {
  const { lena, audience, module, complete } = await aHolder()
  const milestone = await aPlannedMilestone(migration)
  const ask = async (title: string, optional = false) => {
    const more = await aModule(migration, { compiled: aLesson({ title }) })
    await anAssignment(more, { milestone, audience, optional })
    return more
  }
  const input = { of: 'milestone', name: milestone.slug } as const
  await expect(issueCertificate(lena, input, NOW)).rejects.toMatchObject({ kind: 'missing' })
  await anAssignment(module, { milestone, audience })
  await ask('If you like', true)
  const second = await ask('Approve an invoice')
  await expect(issueCertificate(lena, input, NOW)).rejects.toMatchObject({
    kind: 'conflict',
    message: 'Not complete yet: “Approve an invoice”.',
  })
  await complete(second.release)
  const first = await issueCertificate(lena, input, NOW)
  expect(await issueCertificate(lena, input, NOW)).toBe(first)
  expect(await certificateOf(lena, first)).toMatchObject({
    milestone: 'Cutover',
    completions: [{ title: 'Enter a supplier invoice' }, { title: 'Approve an invoice' }],
  })
  const third = await ask('Close a period')
  await complete(third.release)
  const again = await issueCertificate(lena, input, NOW)
  expect(again).not.toBe(first)
  expect((await certificateOf(lena, first)).completions).toHaveLength(2)
  expect((await certificateOf(lena, again)).completions).toHaveLength(3)
})

test('a verified certificate says how what it names stands today', async () => {
  const { lena, module, complete, completion } = await aHolder()
  const id = await issueCertificate(lena, { of: 'completion', name: completion }, NOW)
  expect(await standing(id)).toEqual(['current'])
  const blocks = [aSection('start'), aSection('more', 'New words.')]
  const newer = await aReleaseOf(module, aLesson({ title: 'Enter a supplier invoice', blocks }))
  expect(await standing(id)).toEqual(['superseded'])
  await complete(newer)
  expect(await standing(id)).toEqual(['renewed'])
  await withdraw(newer)
  expect(await standing(id)).toEqual(['ended'])
})

test('its number is read as people type it, and another number is none', async () => {
  const { lena, completion } = await aHolder()
  const id = await issueCertificate(lena, { of: 'completion', name: completion }, NOW)
  const typed = id.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O').replaceAll('1', 'I')
  expect(await verifyCertificate(typed, '192.0.2.2')).toMatchObject({ outcome: 'known', certificate: { id } })
  for (const wrong of ['', 'none', `${id}0`, '00000-00000-00000-00000', completion]) {
    expect(await verifyCertificate(wrong, '192.0.2.2')).toEqual({ outcome: 'unknown' })
  }
})

test('who was erased is verified without a name', async () => {
  const { lena, completion } = await aHolder()
  const id = await issueCertificate(lena, { of: 'completion', name: completion }, NOW)
  await sql`UPDATE person SET name = 'Erased', email = NULL, external_id = NULL, erased_at = now() WHERE id = ${lena.personId}`
  expect(await verifyCertificate(id, '192.0.2.3')).toMatchObject({ certificate: { holder: null } })
})

test('whoever tries numbers has to wait, and whoever has a real one does not', async () => {
  const { lena, completion } = await aHolder()
  const id = await issueCertificate(lena, { of: 'completion', name: completion }, NOW)
  for (let look = 0; look < 40; look++) await verifyCertificate(id, '192.0.2.4')
  expect(await verifyCertificate(id, '192.0.2.4')).toMatchObject({ outcome: 'known' })
  for (let guess = 0; guess < 30; guess++) {
    expect(await verifyCertificate('none', '192.0.2.5')).toEqual({ outcome: 'unknown' })
  }
  expect(await verifyCertificate(id, '192.0.2.5')).toMatchObject({ outcome: 'resting', seconds: expect.any(Number) })
})

const ADDRESS = 'https://learn.brackwater.example/verify/abcde-fghjk-mnpqr-stvwx'

test('the file says who completed what and when, and leads to where it is verified', async () => {
  const { lena, completion } = await aHolder('Rechnungen aus Gdańsk und Malmö', 'Łucja Åkesson-Đorđević')
  const id = await issueCertificate(lena, { of: 'completion', name: completion }, NOW)
  const certificate = await certificateOf(lena, id)
  // Half past eleven in the evening in London is the next day in Berlin.
  const late = certificate.completions.map((one) => ({ ...one, completedAt: new Date('2026-03-01T23:30Z') }))
  const { lines, links, pages } = readPdf(await certificatePdf({ ...certificate, completions: late }, ADDRESS))
  expect(pages).toBe(1)
  expect(lines).toEqual(
    expect.arrayContaining([
      'Certificate',
      'Łucja Åkesson-Đorđević',
      'Rechnungen aus Gdańsk und Malmö',
      'Release 1, completed on 2 March 2026',
      ADDRESS,
    ]),
  )
  expect(links).toEqual([ADDRESS])
})

test('a name in Greek or Cyrillic is printed; one that the fonts lack is left as it is, and the file says so', async () => {
  const { lena, completion } = await aHolder()
  const certificate = await certificateOf(
    lena,
    await issueCertificate(lena, { of: 'completion', name: completion }, NOW),
  )
  const linesFor = async (holder: string | null) =>
    readPdf(await certificatePdf({ ...certificate, holder }, ADDRESS)).lines
  expect(await linesFor('Олена Ковальчук')).toContain('Олена Ковальчук')
  expect(await linesFor('Ελένη Παππά')).toContain('Ελένη Παππά')
  expect(await linesFor('Nguyễn Thị Hạnh')).toContain('Nguyễn Thị Hạnh')
  const note = 'Some letters of the name cannot be printed here. That page shows it in full.'
  expect(await linesFor('王小明')).toContain(note)
  expect(await linesFor('مريم 🙂')).toContain(note)
  expect(await linesFor('Lena')).not.toContain(note)
  expect(await linesFor(null)).toContain('A former member')
})
