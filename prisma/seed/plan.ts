import { gateName } from '#app/components/adoption/measures.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { changeState } from '#app/domain/migrations/milestone-changes.server.ts'
import type { MilestoneState } from '#app/domain/migrations/milestone-states.ts'
import { readinessOf } from '#app/domain/migrations/readiness.server.ts'
import { waiveGate } from '#app/domain/migrations/waivers.server.ts'
import { daysFrom } from './calendar.ts'

/** When each milestone changed its state, in days from today. */
export const CHANGES: readonly {
  days: number
  slug: string
  from: MilestoneState
  to: MilestoneState
  note: string
}[] = [
  { days: -61, slug: 'pilot', from: 'planned', to: 'training', note: 'Leeds accounts payable learns first.' },
  {
    days: -37,
    slug: 'pilot',
    from: 'training',
    to: 'live',
    note: 'Leeds enters its invoices in Meridian from Monday on.',
  },
  { days: -36, slug: 'wave-1', from: 'planned', to: 'training', note: 'All sites; approvers included.' },
  { days: -14, slug: 'cutover', from: 'planned', to: 'training', note: 'Payments, bank and period close.' },
  {
    days: -7,
    slug: 'wave-1',
    from: 'training',
    to: 'live',
    note: 'Invoices and approvals of all sites are in Meridian.',
  },
]

/** The lead changes a milestone's state as it was then; what did not hold before going live was waived, with a reason. */
export async function changeAsPlanned(lead: Viewer, change: (typeof CHANGES)[number], now: Date): Promise<void> {
  const at = daysFrom(now, change.days)
  if (change.to === 'live') {
    const { gates } = await readinessOf(lead, change.slug, at)
    for (const gate of gates.filter(({ state }) => state === 'not met')) {
      const reason = `${gateName(gate)}: agreed to go on; champions sit with those who are missing in the first two weeks.`
      await waiveGate(lead, gate.id, { reason, expiresOn: daysFrom(at, 14).toISOString().slice(0, 10) }, at)
    }
  }
  await changeState(lead, change.slug, { from: change.from, to: change.to, note: change.note }, at)
}
