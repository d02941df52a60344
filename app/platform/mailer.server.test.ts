import type { AddressInfo } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

const received: string[] = []
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo: ({ address }, _session, answer) =>
    answer(address.startsWith('nobody') ? new Error('550 no such box') : null),
  onData: (stream, _session, done) => {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      received.push(Buffer.concat(chunks).toString())
      done()
    })
  },
})

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => new Promise<void>((resolve) => server.close(resolve)))

/** The mailer of a process that was started with this mail server. */
async function mailerWith(smtpUrl: string | undefined) {
  vi.resetModules()
  if (smtpUrl) process.env.SMTP_URL = smtpUrl
  else delete process.env.SMTP_URL
  return import('./mailer.server.ts')
}

const smtpUrl = () => `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
const mail = { to: 'lena@example.org', subject: 'Grüße', text: 'Two lines\nof words' }

test('a letter reaches the mail server whole', async () => {
  const { sendMail } = await mailerWith(smtpUrl())
  expect(await sendMail({ ...mail, headers: { 'List-Unsubscribe': '<http://127.0.0.1/me>' } })).toBe('sent')
  const letter = await simpleParser(received.at(-1) ?? '')
  expect(letter.subject).toBe('Grüße')
  expect(letter.text?.trim()).toBe('Two lines\nof words')
  expect(letter.from?.text).toContain('gangway@localhost')
})

test('a refused letter is an error for the sender', async () => {
  const { sendMail } = await mailerWith(smtpUrl())
  await expect(sendMail({ ...mail, to: 'nobody@example.org' })).rejects.toThrow(/no such box/)
})

test('without a mail server nothing is sent, and that is said', async () => {
  const { sendMail } = await mailerWith(undefined)
  expect(await sendMail(mail)).toBe('kept')
})
