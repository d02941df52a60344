import { closeSessionRun } from '#app/domain/cohorts/running/closing.server.ts'
import { openSessionRun } from '#app/domain/cohorts/running/opening.server.ts'
import { runSession, type SessionAddress } from '#app/domain/cohorts/running/run-session.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { AgendaPart, Playbook } from '#app/lessons/playbook.ts'
import { aCohort, aSession } from './cohorts.ts'
import { aLab, aLesson, aSection } from './lessons.ts'
import { aModule, aPlannedMilestone, type MadeModule } from './modules.ts'
import { aChampion, aLearner, aMigration, type MadeMigration } from './people.ts'
import { aCopy, aPlaybook } from './playbooks.ts'

/** A guide of two parts: a welcome of 5 minutes, and practice of 20 on a module. */
function aGuideTo(module: string): Playbook {
  const part = (id: string, minutes: number, on: string | null): AgendaPart => ({
    ...{ id, title: `Part ${id}`, minutes, who: null, module: on, nodes: [{ say: '<p>Good morning.</p>' }] },
  })
  const agenda = [part('welcome', 5, null), part('practice', 20, module)]
  return { title: 'Guide', summary: null, minutes: 25, sections: [{ id: 'all', title: 'All', nodes: [{ agenda }] }] }
}

export type MadeRoom = {
  migration: MadeMigration
  champion: Viewer
  members: Viewer[]
  cohort: { id: string }
  milestone: { id: string }
  module: MadeModule
  address: SessionAddress
}

/** A session that is about to begin: a champion, two members, and a guide that ends in a lab. */
export async function aRoom({ startsAt = new Date(), members = ['Ada', 'Bo'] } = {}): Promise<MadeRoom> {
  const migration = await aMigration()
  const champion = await aChampion({ migration, name: 'Tomasz Nowak' })
  const people = await Promise.all(members.map((name) => aLearner({ migration, name })))
  const cohort = await aCohort(migration, { champions: [champion], members: people })
  const lab = { ...aLab('lab'), title: 'Enter invoice 4711', parent: 'intro' }
  const module = await aModule(migration, { compiled: aLesson({ blocks: [aSection('intro'), lab] }) })
  const copy = await aCopy(cohort, await aPlaybook(migration, { revisions: [aGuideTo(module.slug)] }))
  const milestone = await aPlannedMilestone(migration)
  const session = await aSession(cohort, { milestone, startsAt, copy })
  const address = { cohort: cohort.id, session: session.id }
  return { migration, champion, members: people, cohort, milestone, module, address }
}

/** The same, opened; with the code to check in by. */
export async function anOpenRoom(parts: Parameters<typeof aRoom>[0] = {}): Promise<MadeRoom & { code: string }> {
  const room = await aRoom(parts)
  await openSessionRun(room.champion, room.address, new Date())
  return { ...room, code: await codeOf(room) }
}

export async function codeOf({ champion, address }: MadeRoom): Promise<string> {
  return (await runSession(champion, address, new Date())).code ?? ''
}

export const endOf = ({ champion, address }: MadeRoom): Promise<void> => closeSessionRun(champion, address, new Date())
