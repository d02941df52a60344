/** Where the database says something else than the files. After the first publication the database holds. Pure. */
import type { MigrationContent, ModuleRelease } from '#app/lessons/content.server.ts'
import type { Published, PublishedModule } from './published.server.ts'

/** One sentence for each difference of a migration that is published already. */
export function migrationDifferences({ slug, migration, modules }: MigrationContent, published: Published): string[] {
  const words: string[] = []
  const differs = (what: string, file: string | null, database: string | null) => {
    if (file !== database) words.push(`${what}: the file says ${quoted(file)}, the portal ${quoted(database)}.`)
  }
  const known = published.migrations.find((one) => one.slug === slug)
  if (known) {
    differs('Name', migration.name, known.name)
    differs('Organisation', migration.organisation, known.organisation)
    differs('Old product', migration.old.name, known.oldProduct)
    differs('New product', migration.new.name, known.newProduct)
    differs('Time zone', migration.timeZone, known.timeZone)
  }
  for (const milestone of migration.milestones) {
    const same = published.milestones.find((one) => one.slug === milestone.slug && one.migration === slug)
    if (!same) continue
    differs(`Milestone ${milestone.slug}`, milestone.name, same.name)
    // A date counted from the day of loading says nothing about any other day.
    if ('day' in milestone.date) differs(`Date of ${milestone.slug}`, milestone.date.day, same.date)
  }
  for (const audience of migration.audiences) {
    const same = published.audiences.find((one) => one.slug === audience.slug && one.migration === slug)
    if (same) differs(`Audience ${audience.slug}`, audience.name, same.name)
  }
  for (const file of modules.filter(({ isCurrent }) => isCurrent)) {
    const same = published.modules.find((one) => one.slug === file.slug && one.migration === slug)
    if (same) differs(`Who is asked for ${file.slug}`, proposedFor(file), assignedFor(same))
  }
  return words
}

function quoted(words: string | null): string {
  return words === null || words === '' ? 'nothing' : `“${words}”`
}

function proposedFor({ header, milestone }: ModuleRelease): string {
  const targets = [...header.audiences, ...header.roles.map((role) => `every ${role}`)]
  return targets
    .map((target) => rule(target, milestone, header.due, header.optional))
    .sort()
    .join('; ')
}

function assignedFor({ assignments }: PublishedModule): string {
  return assignments
    .map(({ audience, role, milestone, due, optional }) => rule(audience ?? `every ${role}`, milestone, due, optional))
    .sort()
    .join('; ')
}

function rule(target: string, milestone: string, due: number, optional: boolean): string {
  return `${target} for ${milestone}, ${optional ? 'optional' : due === 0 ? 'due on its date' : `due ${due} days before`}`
}
