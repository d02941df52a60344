/** What was done on a page and has not reached the server: shown at once, and sent in its order. Pure. */
import { isClockAct, type SentAct } from '#app/domain/cohorts/running/acts.ts'
import type { SessionNote } from '#app/domain/cohorts/running/notes.server.ts'
import { acted, type RunPart } from '#app/domain/cohorts/running/run.ts'
import type { RunView } from '#app/domain/cohorts/running/run-view.server.ts'

/** The session as it will stand once everything that waits is done; what is not possible any more is left out. */
export function withWaiting(view: RunView, agenda: readonly RunPart[], waiting: readonly SentAct[]): RunView {
  return waiting.reduce((so, act) => withAct(so, agenda, act), view)
}

function withAct(view: RunView, agenda: readonly RunPart[], act: SentAct): RunView {
  if (isClockAct(act)) {
    if (act.version !== view.state.version) return view
    return { ...view, state: acted(agenda, view.state, act, new Date(act.at)) ?? view.state }
  }
  if (act.kind === 'park' || act.kind === 'note') {
    if (view.notes.some(({ id }) => id === act.id)) return view
    return { ...view, notes: [...view.notes, waitingNote(act)] }
  }
  if (act.kind === 'tick' || act.kind === 'untick') {
    const ticked = act.kind === 'tick'
    return { ...view, notes: view.notes.map((note) => (note.id === act.note ? { ...note, ticked } : note)) }
  }
  if (act.kind === 'present' || act.kind === 'absent') {
    const here = act.kind === 'present'
    return { ...view, people: view.people.map((person) => (person.id === act.person ? { ...person, here } : person)) }
  }
  return view
}

function waitingNote(act: Extract<SentAct, { kind: 'park' | 'note' }>): SessionNote {
  return {
    ...{ id: act.id, kind: act.kind === 'park' ? 'parked' : 'note', words: act.words, at: new Date(act.at) },
    ...{ by: 'you', module: act.module ?? null, block: null, ticked: false, report: null },
  }
}

/** Whether an act carries what somebody wrote, which only they can write again. */
export const isWritten = (act: SentAct): boolean => act.kind === 'park' || act.kind === 'note'

/**
 * What is left once an act was refused. Words stay, to be sent when the page is loaded again; whatever else was done to
 * the clock was done on the same mistake.
 */
export function afterRefusal(waiting: readonly SentAct[], refused: SentAct): SentAct[] {
  if (isWritten(refused)) return [...waiting]
  return waiting.filter((act) => act.id !== refused.id && !(isClockAct(refused) && isClockAct(act)))
}
