import { lookup as lookUp } from 'node:dns/promises'
import { type ClientRequest, request as openPlain } from 'node:http'
import { request as openSafe } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublic, isThisMachine } from './public-addresses.ts'

/** Which addresses may be called besides those of the internet, and how long anything may take. */
export type OutwardRules = { toThisMachine: boolean; timeoutMs: number }

/** Why an address is not called, or did not take what was sent, in words for a person. */
export class OutwardProblem extends Error {
  override name = 'OutwardProblem'
}

/** An address that was looked up and may be called. Whatever its name means a moment later, this is what is called. */
export type CheckedAddress = { address: string; family: 4 | 6 }

/**
 * Looks up where a URL leads. Throws `OutwardProblem` unless it is https, without a name and password in it, and every
 * address of its host is one of the internet.
 */
export async function checkAddress(url: URL, rules: OutwardRules): Promise<CheckedAddress> {
  if (url.username || url.password) throw new OutwardProblem('A name or password stands in the address: leave it out.')
  const found = await addressesOf(url.hostname.replace(/^\[|\]$/g, ''), rules.timeoutMs)
  const own = rules.toThisMachine && found.every(({ address }) => isThisMachine(address))
  if (!own && url.protocol !== 'https:') throw new OutwardProblem('The address must begin with https://.')
  if (!own && !found.every(({ address }) => isPublic(address))) {
    throw new OutwardProblem('The address leads into a private network. Only addresses of the internet are called.')
  }
  const [first] = found
  if (!first) throw new OutwardProblem('No server is known under this address.')
  return first
}

async function addressesOf(host: string, timeoutMs: number): Promise<CheckedAddress[]> {
  const version = isIP(host)
  if (version !== 0) return [{ address: host, family: version as 4 | 6 }]
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new OutwardProblem('Its name could not be looked up in time.')), timeoutMs)
  try {
    return (await Promise.race([lookUp(host, { all: true }), late.promise])) as CheckedAddress[]
  } catch (error) {
    if (error instanceof OutwardProblem) throw error
    throw new OutwardProblem('No server is known under this address.')
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Posts a body and answers the status. The address is checked anew and pinned, no redirect is followed, and what is
 * answered is not read. Throws `OutwardProblem` where there was no answer within the time.
 */
export async function postOutward(
  address: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  rules: OutwardRules,
): Promise<number> {
  const url = new URL(address)
  const signal = AbortSignal.timeout(rules.timeoutMs)
  const pinned = await checkAddress(url, rules)
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const open = url.protocol === 'https:' ? openSafe : openPlain
  const length = { 'Content-Length': String(Buffer.byteLength(body)) }
  const call: ClientRequest = open(url, {
    method: 'POST',
    headers: { ...headers, ...length },
    agent: false,
    lookup: alwaysTo(pinned),
    signal,
  })
  call.on('response', (answer) => {
    resolve(answer.statusCode ?? 0)
    call.destroy()
  })
  call.on('error', (error: NodeJS.ErrnoException) => {
    reject(new OutwardProblem(signal.aborted ? late(rules) : (WORDS[error.code ?? ''] ?? 'The connection failed.')))
  })
  call.end(body)
  return promise
}

const alwaysTo =
  ({ address, family }: CheckedAddress): LookupFunction =>
  (_host, options, answer) =>
    options.all ? answer(null, [{ address, family }]) : answer(null, address, family)

const late = ({ timeoutMs }: OutwardRules) => `No answer within ${timeoutMs / 1000} seconds.`

const WORDS: Record<string, string> = {
  ECONNREFUSED: 'Nothing listens at this address.',
  ECONNRESET: 'The server closed the connection without an answer.',
  EHOSTUNREACH: 'The server cannot be reached.',
  ENETUNREACH: 'The server cannot be reached.',
  ETIMEDOUT: 'The server cannot be reached.',
  CERT_HAS_EXPIRED: 'The certificate of the server has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate of the server is signed by nobody whom we know.',
  SELF_SIGNED_CERT_IN_CHAIN: 'The certificate of the server is signed by nobody whom we know.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The certificate of the server is signed by nobody whom we know.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate of the server is for another name.',
}
