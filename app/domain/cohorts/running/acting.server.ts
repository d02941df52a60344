import type { Viewer } from '#app/domain/identity/viewer.ts'
import { inTransaction } from '#app/platform/database/sql.server.ts'
import { announce } from '#app/platform/live.server.ts'
import type { ActInput } from './act-input.server.ts'
import { isClockAct } from './acts.ts'
import { correctAttendance } from './attendance.server.ts'
import { moveClock } from './clock.server.ts'
import { giveCode } from './code.server.ts'
import { attendToHelp } from './help.server.ts'
import { reportNote, tickNote, writeNote } from './notes.server.ts'
import { ensureRunning, runSession, type SessionAddress } from './run-session.server.ts'
import { sessionTopic } from './topics.ts'

/**
 * Does one act of somebody who runs the session. Each can be sent again without being done again. Refuses what is no
 * longer so with `conflict`, in words for whoever pressed.
 */
export async function actIn(viewer: Viewer, address: SessionAddress, act: ActInput, now: Date): Promise<void> {
  if (isClockAct(act)) return announce(sessionTopic(await moveClock(viewer, address, act, now)))
  switch (act.kind) {
    case 'park':
    case 'note':
      return writeNote(viewer, address, act, now)
    case 'tick':
    case 'untick':
      return tickNote(viewer, address, { note: act.note, ticked: act.kind === 'tick' }, now)
    case 'report':
      return reportNote(viewer, address, act, now)
    case 'take':
    case 'leave':
    case 'helped':
      return attendToHelp(viewer, address, act, now)
    case 'present':
    case 'absent':
      return correctAttendance(viewer, address, { person: act.person, present: act.kind === 'present' }, now)
    case 'new-code':
      return changeCode(viewer, address, now)
  }
}

async function changeCode(viewer: Viewer, address: SessionAddress, now: Date): Promise<void> {
  const id = await inTransaction(async (tx) => {
    const session = await runSession(viewer, address, now, tx)
    ensureRunning(session)
    await giveCode(tx, session.id)
    return session.id
  })
  announce(sessionTopic(id))
}
