import { afterAll, expect, test, vi } from 'vitest'
import { aMailbox } from '#tests/mailbox.ts'

// The mail server is named by the environment, which is read once: so it comes before everything of ours.
const mailbox = await aMailbox()
process.env.SMTP_URL = mailbox.url
process.env.ORIGIN = 'https://learn.brackwater.example'
const { sql } = await import('#app/platform/database/sql.server.ts')
const { startJobs } = await import('#app/jobs/worker.server.ts')
const { askForReset } = await import('#app/domain/identity/asked-reset.server.ts')
const { invite } = await import('#app/domain/identity/invitations.server.ts')
const { choosePassword } = await import('#app/domain/identity/choose-password.server.ts')
const { signIn } = await import('#app/domain/identity/sign-in.server.ts')
const { newId } = await import('#app/platform/ids.ts')
const { anAdmin, aMigration, aPerson } = await import('#tests/makers/people.ts')
const { queueMail } = await import('./mail.server.ts')
const { forgetStaleSecrets, sendQueuedMail } = await import('./mail-sending.server.ts')
const { listMail, readMail, sendAgain } = await import('./mail-log.server.ts')

const now = new Date()
const worker = await startJobs()
afterAll(async () => {
  await worker.stop()
  await mailbox.close()
})

const arrived = (to: string) =>
  vi.waitFor(
    () => {
      const mail = mailbox.mails.findLast((one) => JSON.stringify(one.to).includes(to))
      if (!mail) throw new Error(`no mail to ${to}`)
      return mail
    },
    { timeout: 10_000 },
  )
const linkIn = (text = '') => /https:\/\/learn\.brackwater\.example\/choose-password\/([\w-]{43})/.exec(text)?.[1] ?? ''
const stored = async (to: string) => (await sql`SELECT * FROM mail WHERE "to" = ${to} ORDER BY created_at`)[0]

test('an invitation arrives, its link lets choose a password once, and nothing of it stays behind', async () => {
  const migration = await aMigration()
  const admin = await anAdmin({ migration })
  const lena = await aPerson({ name: 'Lena Brandt', email: 'lena@one.example' })
  expect(await invite(admin, lena.id, now)).toEqual({ to: 'lena@one.example', link: null })
  const mail = await arrived('lena@one.example')
  expect(mail.subject).toBe('Your access to Gangway at Brackwater Foods')
  expect(mail.text).toContain('Brackwater Foods is moving from Ledgerline to Meridian.')
  const secret = linkIn(mail.text)

  await vi.waitFor(async () => expect(await stored('lena@one.example')).toMatchObject({ tries: 1 }), 5_000)
  const kept = await stored('lena@one.example')
  expect(kept).toMatchObject({ secret: null, sent_at: expect.any(Date), failed_at: null })
  expect(JSON.stringify(kept)).not.toContain(secret)
  expect(await sql`SELECT FROM one_time_token WHERE id = ${secret}`).toHaveLength(0)

  const password = 'seven herons in the rain'
  await expect(choosePassword(secret, 'password123', now)).rejects.toMatchObject({ kind: 'invalid' })
  await choosePassword(secret, password, now)
  await expect(choosePassword(secret, password, now)).rejects.toMatchObject({ kind: 'missing' })
  expect(await signIn({ email: 'lena@one.example', password }, '203.0.113.1', now)).toMatchObject({
    outcome: 'signed in',
  })
})

test('a newer invitation ends the one before, and seven days end each', async () => {
  const admin = await anAdmin()
  const tom = await aPerson({ email: 'tom@one.example' })
  await invite(admin, tom.id, now)
  const first = linkIn((await arrived('tom@one.example')).text)
  await invite(admin, tom.id, now)
  const second = await vi.waitFor(async () => {
    const secret = linkIn((await arrived('tom@one.example')).text)
    expect(secret).not.toBe(first)
    return secret
  }, 5_000)
  const password = 'seven herons in the rain'
  await expect(choosePassword(first, password, now)).rejects.toMatchObject({ kind: 'missing' })
  const later = new Date(now.getTime() + 7 * 86_400_000 + 60_000)
  await expect(choosePassword(second, password, later)).rejects.toMatchObject({ kind: 'missing' })
  await choosePassword(second, password, now)
})

test('a reset is asked for by address, and the worker sends its link; an unknown one gets no mail', async () => {
  await aPerson({ email: 'ines@one.example', password: 'seven herons in the rain' })
  for (const email of ['nobody@one.example', 'ines@one.example']) await askForReset(email, '203.0.113.9', now)
  const secret = linkIn((await arrived('ines@one.example')).text)
  await vi.waitFor(async () => expect(await sql`SELECT FROM graphile_worker.jobs`).toHaveLength(0), 10_000)
  expect(await sql`SELECT FROM mail WHERE "to" = 'nobody@one.example'`).toHaveLength(0)
  expect(secret).not.toBe('')
})

test('one key is one mail, however often it is queued', async () => {
  const mail = { key: 'digest/1', to: 'once@one.example', personId: null, subject: 'Once', text: 'Once.' }
  await Promise.all([1, 2, 3].map(() => queueMail(sql, mail, now)))
  await arrived('once@one.example')
  expect(mailbox.mails.filter((one) => one.subject === 'Once')).toHaveLength(1)
})

test('what the mail server refuses is tried again, then given up with its words, and sent again on demand', async () => {
  const admin = await anAdmin()
  mailbox.refuse('full@one.example', 'The mailbox is full')
  const mail = { key: 'full', to: 'full@one.example', personId: null, subject: 'Full', text: 'Hello.' }
  await queueMail(sql, mail, now)
  await vi.waitFor(
    async () => expect(await stored('full@one.example')).toMatchObject({ tries: 1, failed_at: null }),
    10_000,
  )
  const id = String((await stored('full@one.example'))?.id)
  await expect(sendQueuedMail(id, true, now)).rejects.toThrow(/^The mail server did not take a mail/)
  expect(await readMail(admin, id)).toMatchObject({
    state: 'failed',
    failure: expect.stringContaining('mailbox is full'),
  })
  expect((await listMail(admin, { state: 'failed' })).mails.map((one) => one.to)).toContain('full@one.example')
  mailbox.accept('full@one.example')
  await sendAgain(admin, id, now)
  await arrived('full@one.example')
  await expect(sendAgain(admin, id, now)).rejects.toMatchObject({ kind: 'conflict' })
})

test('two workers never send one mail twice', async () => {
  const [{ id } = { id: '' }] = await sql<{ id: string }>`
    INSERT INTO mail (id, key, "to", subject, text, created_at)
    VALUES (gen_random_uuid(), 'twice', 'twice@one.example', 'Twice', 'Hello.', now()) RETURNING id`
  await Promise.all([1, 2, 3, 4].map(() => sendQueuedMail(id, false, now)))
  await arrived('twice@one.example')
  expect(mailbox.mails.filter((one) => one.subject === 'Twice')).toHaveLength(1)
})

test('a week old is too old: it is given up unsent, and its link is forgotten', async () => {
  const [{ id } = { id: '' }] = await sql<{ id: string }>`
    INSERT INTO mail (id, key, "to", subject, text, secret, created_at)
    VALUES (gen_random_uuid(), 'old', 'old@one.example', 'Old', '{{link}}', 'https://x', now() - interval '8 days')
    RETURNING id`
  await forgetStaleSecrets(now)
  expect(await stored('old@one.example')).toMatchObject({ secret: null })
  await sendQueuedMail(id, false, now)
  expect(await stored('old@one.example')).toMatchObject({ sent_at: null, failure: 'Not sent within a week.' })
  const admin = await anAdmin()
  await expect(sendAgain(admin, id, now)).rejects.toMatchObject({ kind: 'conflict' })
})

test('an admin reads mail without the links that sign in, and nobody else reads it', async () => {
  const admin = await anAdmin()
  const person = await aPerson({ email: 'masked@one.example' })
  await invite(admin, person.id, now)
  const id = String((await stored('masked@one.example'))?.id)
  const mail = await readMail(admin, id)
  expect(mail.text).toContain('[a link only they may see]')
  expect(JSON.stringify(mail)).not.toMatch(/choose-password|\{\{/)
  await expect(readMail({ ...admin, roles: new Set(['lead']) }, id)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(readMail(admin, 'no id')).rejects.toMatchObject({ kind: 'missing' })
})

test('a notice can be unsubscribed from, and an invitation cannot', async () => {
  expect((await arrived('lena@one.example')).headers.has('list')).toBe(false)
  const person = await aPerson({ email: 'notice@one.example' })
  const [notice] = await sql<{ id: string }>`
    INSERT INTO notice (id, person_id, kind, key, title, words, at)
    VALUES (gen_random_uuid(), ${person.id}, 'due', 'k', 'Due', 'Due.', now()) RETURNING id`
  const mail = {
    key: 'n',
    to: 'notice@one.example',
    personId: person.id,
    noticeId: notice?.id ?? '',
    subject: 'Due',
    text: 'Due.',
  }
  await queueMail(sql, mail, now)
  const { headers } = await arrived('notice@one.example')
  expect(headers.get('list')).toMatchObject({ unsubscribe: { url: 'https://learn.brackwater.example/me#mail' } })
})

test('mails of one thread leave in their order, whichever is asked for first and whatever the mail server refuses', async () => {
  const to = 'thread@one.example'
  const [invitation, cancellation] = [newId(), newId()]
  for (const [id, subject] of [
    [invitation, 'Invitation'],
    [cancellation, 'Cancelled'],
  ]) {
    await sql`
      INSERT INTO mail (id, key, "to", subject, text, thread, created_at)
      VALUES (${id}, ${`thread/${id}`}, ${to}, ${subject}, 'Words.', 'session:1', ${now})`
  }
  const left = () => mailbox.mails.filter((mail) => [mail.to].flat()[0]?.text === to).map(({ subject }) => subject)
  mailbox.refuse(to, 'Not now')
  await expect(sendQueuedMail(cancellation, false, now)).rejects.toThrow()
  expect(left()).toEqual([])
  mailbox.accept(to)
  await sendQueuedMail(cancellation, false, now)
  await sendQueuedMail(invitation, false, now)
  expect(left()).toEqual(['Invitation', 'Cancelled'])
})

test('an invitation to a session comes with its calendar entry', async () => {
  const calendar = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n'
  const mail = {
    key: 'session',
    to: 'session@one.example',
    personId: null,
    subject: 'Session',
    text: 'Come.',
    calendar,
  }
  await queueMail(sql, mail, now)
  const { attachments } = await arrived('session@one.example')
  expect(attachments[0]).toMatchObject({ contentType: 'text/calendar' })
  expect(attachments[0]?.content.toString()).toBe(calendar)
})
