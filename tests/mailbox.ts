import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** A mail server that keeps what it gets. `refuse` makes it answer one address with its own words. */
export type Mailbox = {
  url: string
  mails: ParsedMail[]
  refuse: (address: string, words: string) => void
  accept: (address: string) => void
  close: () => Promise<void>
}

/** Starts a real SMTP server on a free port. */
export async function aMailbox(): Promise<Mailbox> {
  const mails: ParsedMail[] = []
  const refused = new Map<string, string>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      const words = refused.get(address)
      done(words ? Object.assign(new Error(words), { responseCode: 550 }) : null)
    },
    onData(stream, _session, done) {
      simpleParser(stream).then(
        (mail) => {
          mails.push(mail)
          done()
        },
        (error: Error) => done(error),
      )
    },
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse: (address, words) => void refused.set(address, words),
    accept: (address) => void refused.delete(address),
    close: () => new Promise((closed) => server.close(() => closed())),
  }
}
