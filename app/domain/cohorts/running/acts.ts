/** What can be done in a running session, as pages send it. Types only: the schema stays on the server. */
import type { RunAct } from './run.ts'

/** An act on the clock names the version that it was done on. */
export type ClockAct = RunAct & { version: number }

export type RoomAct =
  | { kind: 'park' | 'note'; words: string; module?: string; block?: string }
  | { kind: 'tick' | 'untick'; note: string }
  | { kind: 'report'; note: string; module: string; block: string }
  | { kind: 'take' | 'leave' | 'helped'; request: string }
  | { kind: 'present' | 'absent'; person: string }
  | { kind: 'new-code' }

export type SessionAct = ClockAct | RoomAct

/** As it travels: `id` is made where it is done, so that a resend is done once; `at` is when. */
export type SentAct = SessionAct & { id: string; at: string }

const CLOCK: readonly string[] = ['next', 'back', 'more', 'pause', 'resume', 'restore', 'shorten']

export const isClockAct = <Act extends SessionAct>(act: Act): act is Extract<Act, ClockAct> => CLOCK.includes(act.kind)
