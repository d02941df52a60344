import { type Changed, changeSession } from '#app/domain/cohorts/sessions/change-session.server.ts'
import { sendInvitations } from '#app/domain/cohorts/sessions/invitations.server.ts'
import { planSession } from '#app/domain/cohorts/sessions/plan-session.server.ts'
import { type SessionChangeInput, SessionInput } from '#app/domain/cohorts/sessions/session-input.ts'
import { plannedSession } from '#app/domain/cohorts/sessions/sessions.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { addDays, localDay } from '#app/domain/migrations/local-days.ts'
import { aCohort } from './cohorts.ts'
import { aPlannedMilestone } from './modules.ts'
import { aChampion, aLearner, aMigration } from './people.ts'

/** When sessions of these makers are planned, and the day on which they are. */
export const NOW = new Date()
export const DAY = addDays(localDay(NOW, 'Europe/London'), 30)

/** A cohort of people under Tomasz, and the plan of a session that they can be invited to. */
export async function aRoom(people = 2) {
  const migration = await aMigration()
  const milestone = await aPlannedMilestone(migration)
  const tomasz = await aChampion({ migration, name: 'Tomasz Nowak' })
  const learners: Viewer[] = []
  for (let place = 1; place <= people; place++) {
    learners.push(await aLearner({ migration, name: `Learner ${String(place).padStart(2, '0')}` }))
  }
  const cohort = await aCohort(migration, { name: 'Leeds', champions: [tomasz], members: learners })
  const plan = (parts: Record<string, unknown> = {}) =>
    SessionInput.parse({
      title: 'Invoices together',
      milestone: milestone.id,
      champion: tomasz.personId,
      day: DAY,
      time: '10:00',
      zone: 'Europe/London',
      minutes: 45,
      place: 'Room 4',
      ...parts,
    })
  return { migration, milestone, tomasz, learners, cohort, plan }
}

export type Room = Awaited<ReturnType<typeof aRoom>>

/** A session that is planned, as the form would; answers its id. */
export async function aPlanned(room: Room, parts: Record<string, unknown> = {}): Promise<string> {
  return (await planSession(room.tomasz, room.cohort.id, room.plan(parts), NOW)).id
}

/** The same with its invitations sent. */
export async function anInvited(room: Room, parts: Record<string, unknown> = {}): Promise<string> {
  const id = await aPlanned(room, parts)
  await sendInvitations(room.tomasz, room.cohort.id, id, NOW)
  return id
}

/** Changes a session as the form would, from its newest version unless told otherwise. */
export async function change(
  room: Room,
  id: string,
  parts: Partial<SessionChangeInput> = {},
  now = NOW,
): Promise<Changed> {
  const { version } = await plannedSession(room.tomasz, room.cohort.id, id, NOW)
  const { repeat: _, times: __, ...plan } = room.plan()
  return changeSession(room.tomasz, room.cohort.id, id, { ...plan, version, scope: 'this', ...parts }, now)
}
