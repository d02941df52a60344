import type { Role } from '#app/domain/identity/viewer.ts'
import { paths } from '#app/http/paths.ts'

export type Place = { to: string; label: string }

/** Every place of the top bar, in its fixed order, with the roles that find it there. */
const places: readonly (Place & { for: readonly Role[] | 'everybody' })[] = [
  { to: paths.home(), label: 'Home', for: 'everybody' },
  { to: paths.milestones(), label: 'Milestones', for: ['lead'] },
  { to: paths.cohorts(), label: 'Cohorts', for: ['champion'] },
  { to: paths.people(), label: 'People', for: ['trainer', 'lead'] },
  { to: paths.playbooks(), label: 'Playbooks', for: ['champion'] },
  { to: paths.confusion(), label: 'Confusion', for: ['trainer', 'lead'] },
  { to: paths.adoption(), label: 'Adoption', for: ['trainer', 'lead'] },
  { to: paths.library(), label: 'Library', for: 'everybody' },
  { to: paths.admin(), label: 'Admin', for: ['admin'] },
]

/** What belongs to the person: in the bar for those who only learn, else in the menu under their name. */
const own: readonly Place[] = [
  { to: paths.transcript(), label: 'Transcript' },
  { to: paths.reports(), label: 'My reports' },
  { to: paths.notices(), label: 'Notices' },
]

/** The places that a person with these roles finds in the top bar, and in the menu under their name. */
export function navigationFor(roles: readonly Role[]): { bar: readonly Place[]; menu: readonly Place[] } {
  const learnsOnly = roles.every((role) => role === 'learner')
  const bar = places
    .filter((place) => place.for === 'everybody' || place.for.some((role) => roles.includes(role)))
    .map(({ to, label }) => ({ to, label }))
  return learnsOnly ? { bar: [...bar, ...own], menu: [] } : { bar, menu: own }
}

/** Which place a page belongs to; a module is a thing of the library. */
export function isCurrent(place: Place, pathname: string): boolean {
  if (place.to === paths.home()) return pathname === paths.home()
  if (place.to === paths.library() && pathname.startsWith(paths.module(''))) return true
  return pathname === place.to || pathname.startsWith(`${place.to}/`)
}
