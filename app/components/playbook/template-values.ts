import type { Viewer } from '#app/domain/identity/viewer.ts'
import { firstName, type TemplateValues } from '#app/domain/playbooks/fill-template.ts'
import type { Occasion } from '#app/domain/playbooks/templates.server.ts'
import { localOf, longDayText } from '../dates.ts'

/** What a champion's messages say in the open places of a template; what the occasion does not tell stays open. */
export function valuesOf(
  { name, roles, migration }: Pick<Viewer, 'name' | 'roles' | 'migration'>,
  { session, milestone }: Occasion,
  today: string,
): TemplateValues {
  const start = session && localOf(session.startsAt, session.timeZone)
  return {
    ...(roles.has('champion') ? { 'champion.firstName': firstName(name) } : {}),
    ...(start ? { 'session.date': `${longDayText(start.date, today)} at ${start.time}` } : {}),
    ...(migration ? { 'product.old': migration.oldProduct, 'product.new': migration.newProduct } : {}),
    ...(milestone
      ? {
          'milestone.name': milestone.name.split(':')[0] ?? milestone.name,
          'milestone.date': longDayText(milestone.date, today),
        }
      : {}),
  }
}
