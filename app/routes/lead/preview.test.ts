import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openSession } from '#app/domain/identity/sessions.server.ts'
import type { Role } from '#app/domain/identity/viewer.ts'
import { publish } from '#app/domain/modules/publication/publication.server.ts'
import { paths } from '#app/http/paths.ts'
import { createCompiler } from '#app/lessons/compiler.server.ts'
import { readContent } from '#app/lessons/content.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aBuiltPortal } from '#tests/built-portal.ts'
import { makeContentFolder } from '#tests/makers/content.ts'
import { aPerson } from '#tests/makers/people.ts'
import { ask } from '#tests/portal.ts'

const MIGRATION = `name: From Ledgerline to Meridian
organisation: Brackwater Foods
old: { name: Ledgerline }
new: { name: Meridian }
timeZone: Europe/London
milestones: [{ slug: pilot, name: Pilot, date: today+30 }]
audiences: [{ slug: ap-daily, name: Accounts payable }]
`
/** The first bytes of a PNG of 640 × 360, which are all that is read. */
const PICTURE = Buffer.from('89504e470d0a1a0a0000000d494844520000028000000168', 'hex')
const LAB = `<Lab id="enter" title="Enter invoice 4711">
  Enter what is on the paper.

  <Screen id="list" title="Invoices"><Action label="New invoice" submits /></Screen>
</Lab>`
const CHECK = `<Check id="which" title="Would you submit it?">
  <Question id="same">Same number?<Choice right says="Right: compare.">Compare</Choice><Choice>Submit</Choice></Question>
</Check>`
const module = (words: string) =>
  `---\ntitle: Enter an invoice\naudiences: [ap-daily]\n---\n\n## What changes\n\n${words}\n\n${LAB}\n\n${CHECK}\n`

const playbook = (words: string) =>
  `---\ntitle: Your first session\nminutes: 45\n---\n\n## The session\n\n<Say>${words}</Say>\n`

const folder = await makeContentFolder({
  'migration.yaml': MIGRATION,
  'modules/pilot/same.mdx': module('As it was published.'),
  'modules/pilot/changed.mdx': module('As it was published.'),
  'modules/pilot/broken.mdx': module('As it was published.'),
  'playbooks/first-session.mdx': playbook('Let people arrive.'),
  'media/header.png': PICTURE,
})
const compiler = createCompiler()
await publish('system', (await readContent(folder, compiler)).migrations, new Date())
await compiler.close()
await writeFile(path.join(folder, 'modules/pilot/changed.mdx'), module('Only in the file so far.'))
await writeFile(path.join(folder, 'modules/pilot/broken.mdx'), module('Text {1 + 1}'))
await writeFile(path.join(folder, 'modules/pilot/fresh.mdx'), '# Fresh\n\n![The header](media/header.png)\n')

const portal = await aBuiltPortal({ CONTENT_DIR: folder })
afterAll(async () => {
  await portal.stop()
  await rm(folder, { recursive: true })
})

const [migration] = await sql<{ id: string }>`SELECT id FROM migration`
const audiences = await sql<{ id: string }>`SELECT id FROM audience`
const cookieOf = async (roles: Role[]) => {
  const person = await aPerson({ ...(migration && { migration }), roles, audiences: roles.length > 0 ? [] : audiences })
  return `session=${(await openSession(person.id, new Date())).id}`
}
const admin = await cookieOf(['admin'])
const lead = await cookieOf(['lead'])
const learner = await cookieOf([])
const get = (address: string, cookie: string) =>
  ask(portal.url + address, { headers: { accept: 'text/html', origin: portal.url, cookie } })
const brokenFile = path.join(folder, 'modules/pilot/broken.mdx')

test('a preview is for those who publish', async () => {
  for (const cookie of [lead, admin]) expect(await get(paths.preview('same'), cookie)).toMatchObject({ status: 200 })
  for (const cookie of [learner, await cookieOf(['trainer'])]) {
    const { status, text } = await get(paths.preview('changed'), cookie)
    expect(status).toBe(403)
    expect(text).not.toContain('Only in the file so far.')
  }
  expect(await get(paths.preview('same'), '')).toMatchObject({ status: 302 })
  expect(await get(paths.preview('nowhere'), lead)).toMatchObject({ status: 404 })
})

test('a file as it was published shows the lesson with its lab and its check, and says that nothing is recorded', async () => {
  const { text } = await get(paths.preview('same'), lead)
  expect(text).toContain('Nothing that you do here is recorded.')
  expect(text).toContain('This is what is published as release 1.')
  for (const words of ['As it was published.', 'Enter invoice 4711', 'Would you submit it?'])
    expect(text).toContain(words)
  expect((await get(paths.module('same'), lead)).text).not.toContain(paths.preview('same'))
})

test('a changed file is shown as it is now; people keep the release, and only who publishes is told', async () => {
  const { text } = await get(paths.preview('changed'), lead)
  expect(text).toContain('Only in the file so far.')
  expect(text).toContain('Give it a new label. People keep release 1, published ')
  const [read, seen] = [await get(paths.module('changed'), lead), await get(paths.module('changed'), learner)]
  expect(read.text).toContain(`href="${paths.preview('changed')}"`)
  for (const page of [read, seen]) {
    expect(page.text).toContain('As it was published.')
    expect(page.text).not.toContain('Only in the file so far.')
  }
  expect(seen.text).not.toContain(paths.preview('changed'))
})

test('a broken file is told with its place on both pages, and the learner reads its last good release', async () => {
  const { text } = await get(paths.preview('broken'), lead)
  for (const words of ['Line 8, column 6', '{1 + 1} is an expression', 'Text <mark>{1 + 1}</mark>'])
    expect(text).toContain(words)
  expect(text).toContain('This file cannot be published before it is mended. People keep release 1, published ')
  const waiting = await get(paths.publish(), lead)
  expect(waiting.text).toContain('Files with mistakes')
  expect(waiting.text).toContain('line 8, column 6')
  for (const slug of ['broken', 'changed', 'fresh']) expect(waiting.text).toContain(`href="${paths.preview(slug)}"`)
  const seen = await get(paths.module('broken'), learner)
  expect(seen.status).toBe(200)
  expect(seen.text).toContain('As it was published.')
  expect((await get(paths.module('broken'), lead)).text).toContain(`href="${paths.preview('broken')}"`)
})

test('of a broken file everything is shown that is sound, and what is left out says so', async () => {
  const { text } = await get(paths.preview('broken'), lead)
  expect(text).toContain('Line 8 is left out')
  for (const words of ['Enter invoice 4711', 'Would you submit it?', 'Nothing that you do here is recorded.'])
    expect(text).toContain(words)
})

test('several mistakes are told in the order of the file, each with what stands there', async () => {
  await writeFile(brokenFile, module(`Text {1 + 1}\n\n<Calout kind="note">${'A long text. '.repeat(40)}</Calout>`))
  const { text } = await get(paths.preview('broken'), lead)
  const places = [...text.matchAll(/Line (\d+), column (\d+)/g)].map(([place]) => place)
  expect(places).toEqual(['Line 8, column 6', 'Line 10, column 1'])
  expect(text).toContain('Did you mean “Callout”?')
  expect(text).toContain('A long text. A long text.')
  expect(text).toContain('Left out of what is shown')
})

test('a file of which nothing can be shown says so', async () => {
  await writeFile(brokenFile, '---\nkind: lesson\n---\n\nWithout a title.\n')
  const { text } = await get(paths.preview('broken'), lead)
  expect(text).toContain('Nothing of this file can be shown')
  expect(text).toContain('A module needs a title')
})

test('a mended file is whole at the next look', async () => {
  await writeFile(brokenFile, module('Mended.'))
  const { text } = await get(paths.preview('broken'), lead)
  expect(text).toContain('Mended.')
  expect(text).not.toContain('What is wrong in the file')
})

test('a picture that is not published yet is shown to those who publish alone', async () => {
  const address = /\/media\/[0-9a-f]{64}\.png/.exec((await get(paths.preview('fresh'), lead)).text)?.[0] ?? ''
  const picture = await ask(portal.url + address, { headers: { cookie: lead } })
  expect(picture).toMatchObject({ status: 200 })
  expect(picture.body.equals(PICTURE)).toBe(true)
  expect(await ask(portal.url + address, { headers: { cookie: learner } })).toMatchObject({ status: 404 })
})

test('a playbook is shown as it is in the file, and only to those who publish', async () => {
  const at = paths.playbookPreview('first-session')
  const same = await get(at, lead)
  expect(same.text).toContain('This is what is published.')
  expect(same.text).toContain('Let people arrive.')
  await writeFile(path.join(folder, 'playbooks/first-session.mdx'), playbook('Offer tea.'))
  const changed = await get(at, lead)
  expect(changed.text).toContain('Offer tea.')
  expect(changed.text).toContain('Publishing makes it the next revision.')
  expect((await get(paths.publish(), lead)).text).toContain(`href="${at}"`)
  expect(await get(at, learner)).toMatchObject({ status: 403 })
  expect(await get(paths.playbookPreview('nowhere'), lead)).toMatchObject({ status: 404 })
})

test('a broken playbook is told with its place', async () => {
  await writeFile(path.join(folder, 'playbooks/first-session.mdx'), playbook('{words}'))
  const { text } = await get(paths.playbookPreview('first-session'), lead)
  expect(text).toContain('{words} is an expression')
  expect(text).toContain('This playbook can be shown when it is mended')
})
