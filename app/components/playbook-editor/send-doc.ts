import type { DocState } from '#app/domain/playbooks/doc-state.ts'
import type { RefusalAnswer } from '#app/http/answer.server.ts'
import type { PlaybookDoc } from '#app/lessons/playbook-doc/doc.ts'
import { readState } from './live-copy.ts'

export type Sent =
  | { kind: 'saved'; number: number; doc: PlaybookDoc }
  /** somebody else saved meanwhile */
  | { kind: 'behind'; newest: DocState }
  | { kind: 'refused'; words: string }
  /** there was no answer: no network, or a server that starts */
  | { kind: 'unreached' }

/** Sends a document that builds on the state `number`. */
export async function sendDoc(address: string, number: number, doc: PlaybookDoc): Promise<Sent> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify({ number, doc }),
    })
    if (response.status >= 500) return { kind: 'unreached' }
    if (response.status === 401) return { kind: 'refused', words: 'You are signed out. Sign in again in another tab.' }
    if (response.status === 413)
      return { kind: 'refused', words: 'This playbook is larger than 300 kB. Part it into two.' }
    const body = (await response.json()) as { saved: number; doc: PlaybookDoc } | { newest: unknown } | RefusalAnswer
    if ('saved' in body) return { kind: 'saved', number: body.saved, doc: body.doc }
    if ('newest' in body) return { kind: 'behind', newest: readState(body.newest) }
    return { kind: 'refused', words: body.words }
  } catch {
    return { kind: 'unreached' }
  }
}
