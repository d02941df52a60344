import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { paths } from '#app/http/paths.ts'
import { Tabs } from '../ui/tabs.tsx'

const PLACES = {
  overview: { to: paths.adoption(), label: 'Overview' },
  completion: { to: adoptionPaths.completion(), label: 'Completion' },
  tasks: { to: adoptionPaths.tasks(), label: 'Tasks' },
  checks: { to: adoptionPaths.checks(), label: 'Checks' },
  confusion: { to: adoptionPaths.confusion(), label: 'Confusion' },
  cohorts: { to: adoptionPaths.cohorts(), label: 'Cohorts' },
  people: { to: adoptionPaths.people(), label: 'People' },
  compare: { to: adoptionPaths.compare(), label: 'Compare' },
  views: { to: adoptionPaths.views(), label: 'Saved views' },
  reports: { to: adoptionPaths.reports(), label: 'E-mail reports' },
  alerts: { to: adoptionPaths.alerts(), label: 'Alerts' },
}

export type AdoptionPlace = keyof typeof PLACES

/** The ways to the other pages of adoption. `query`: what they keep of this one's address, such as the milestone. */
export function AdoptionTabs({ here, query = '' }: { here: AdoptionPlace; query?: string }) {
  const tabs = Object.entries(PLACES).map(([place, { to, label }]) => ({
    to: `${to}${query}`,
    label,
    current: place === here,
  }))
  return <Tabs label="Adoption" tabs={tabs} />
}
