import { lookedAtCohort, lookedAtPlaybook } from '#app/domain/cohorts/champion-looks.server.ts'
import { signOff } from '#app/domain/cohorts/champions.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { countUse } from '#app/domain/playbooks/template-uses.server.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { daysFrom } from './calendar.ts'
import type { DemoCohort } from './cohorts.ts'
import type { DemoStaff } from './persons.ts'
import { seeded } from './random.ts'

/** The champions of the last so many cohorts have opened nothing yet. */
const NEW_CHAMPIONS = 2

/** How often champions used each template, nine weeks in; one of them is for a day that has not come. */
const USES: Readonly<Record<string, number>> = {
  'cannot-find-my-invoice': 14,
  'which-system-today': 11,
  'approval-is-stuck': 9,
  'is-my-data-safe': 6,
}

/**
 * How champions came to be: most have looked at their cohort, two of three at a playbook; the introduced one is signed
 * off, the others are ready or on their way. And the words that they used.
 */
export async function addChampions(
  cohorts: readonly DemoCohort[],
  viewers: ReadonlyMap<string, Viewer>,
  staff: DemoStaff,
  now: Date,
): Promise<void> {
  const champions = cohorts.slice(0, -NEW_CHAMPIONS).flatMap((cohort) =>
    cohort.champions.flatMap((id) => {
      const viewer = viewers.get(id)
      return viewer ? { cohort, viewer: { ...viewer, roles: new Set([...viewer.roles, 'champion' as const]) } } : []
    }),
  )
  for (const [place, { cohort, viewer }] of champions.entries()) {
    await lookedAtCohort(viewer, cohort.id, daysFrom(now, place - 55))
    if (place % 3 !== 2) await lookedAtPlaybook(viewer, 'first-cohort-session', daysFrom(now, place - 50))
  }
  const words = 'Ran the pilot’s session with calm, and asks before it hurts.'
  await signOff(staff.lead, staff.champion.personId, { act: 'sign off', words }, daysFrom(now, -20))
  await addTemplateUses(
    champions.map(({ viewer }) => viewer),
    now,
  )
}

async function addTemplateUses(champions: readonly Viewer[], now: Date): Promise<void> {
  const random = seeded(7_311)
  const templates = await sql<{ id: string; slug: string }>`SELECT id, slug FROM support_template ORDER BY position`
  await inTransaction(async (tx) => {
    for (const { id, slug } of templates) {
      for (let use = 0; use < (USES[slug] ?? 0); use++) {
        const [champion] = random.shuffled(champions)
        const at = daysFrom(now, -1 - use * 3)
        if (champion) await countUse(tx, champion, id, random.chance(0.3) ? 'sent' : 'copied', at)
      }
    }
  })
}
