import type { MigrationContent } from '#app/lessons/content.server.ts'
import type { RefreshPolicy } from '#app/lessons/refresh-policy.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { Refusal } from '../../errors.ts'
import { ensure } from '../../identity/abilities.ts'
import type { Viewer } from '../../identity/viewer.ts'
import { type LocalDay, localDay } from '../../migrations/local-days.ts'
import { restand } from '../../progress/restanding.server.ts'
import { countAsked } from './asked-people.server.ts'
import { changesAnything, type MigrationPlan, type PublicationPlan } from './plan.ts'
import { fingerprintOf, missingParts, planMigration } from './planning.ts'
import { type Published, readPublished } from './published.server.ts'
import type { Publishing } from './publishing.ts'
import { tellOfPublication } from './telling.server.ts'
import { writeGuides } from './write-guides.server.ts'
import { writeGates, writeMigration, writeMilestones } from './write-migration.server.ts'
import { writeModules } from './write-modules.server.ts'

/** Who publishes: a person, or the system itself (commands, and the first start). */
export type Publisher = Viewer | 'system'

/**
 * What publishing these contents would do: what is new, changed, unchanged and refused, and who would be asked to do
 * what. Changes nothing. Refuses people who may not publish with `forbidden`.
 */
export async function planPublication(
  publisher: Publisher,
  contents: readonly MigrationContent[],
  now: Date,
): Promise<PublicationPlan> {
  allow(publisher)
  return planOn(sql, contents, await readPublished(sql), (content) => localDay(now, content.migration.timeZone), now)
}

export type PublishOptions = {
  /** the fingerprint of the preview: refused with `conflict` if anything has changed since */
  expect?: string
  /** what `today` in `migration.yaml` means; else the local day of `now` */
  today?: LocalDay
  /** when releases were published, for data that has a past */
  publishedAt?: (slug: string, label: string) => Date | null
  /** by slug, what whoever publishes decided that people do again; else what the file says */
  refresh?: Readonly<Record<string, RefreshPolicy>>
}

/**
 * Publishes these contents in one transaction: all that is sound, or nothing. Repeating it changes nothing. People
 * whose completed release has changed blocks have a refresher from then on; nobody loses a completion.
 */
export async function publish(
  publisher: Publisher,
  contents: readonly MigrationContent[],
  now: Date,
  options: PublishOptions = {},
): Promise<PublicationPlan> {
  allow(publisher)
  const dayIn = ({ migration }: MigrationContent) => options.today ?? localDay(now, migration.timeZone)
  return inTransaction(async (tx) => {
    await tx`SELECT pg_advisory_xact_lock(hashtextextended('publication', 0))`
    const published = await readPublished(tx)
    const plan = await planOn(tx, contents, published, dayIn, now)
    if (options.expect !== undefined && options.expect !== plan.fingerprint) {
      throw new Refusal('conflict', 'The files or what is published have changed since this preview. Look at it again.')
    }
    for (const [place, content] of contents.entries()) {
      if (plan.migrations[place]?.change === 'refused') continue
      await write(tx, content, published, {
        viewer: publisher === 'system' ? null : publisher,
        now,
        today: dayIn(content),
        publishedAt: options.publishedAt ?? (() => null),
        refresh: new Map(Object.entries(options.refresh ?? {})),
      })
    }
    return plan
  })
}

function allow(publisher: Publisher): void {
  if (publisher !== 'system') ensure(publisher, 'content.publish')
}

async function write(tx: Sql, content: MigrationContent, published: Published, publishing: Publishing): Promise<void> {
  const { milestones } = missingParts(content.migration, content.slug, published)
  const migrationId = await writeMigration(tx, content, published, publishing)
  await writeMilestones(tx, migrationId, content, milestones, publishing)
  const written = await writeModules(tx, migrationId, content, published, publishing)
  await writeGates(tx, milestones, publishing)
  await writeGuides(tx, migrationId, content, published, publishing)
  await restand(
    tx,
    written.map(({ moduleId }) => moduleId),
    publishing.now,
  )
  await tellOfPublication(tx, written, publishing)
}

async function planOn(
  on: Sql,
  contents: readonly MigrationContent[],
  published: Published,
  dayIn: (content: MigrationContent) => LocalDay,
  now: Date,
): Promise<PublicationPlan> {
  const migrations: MigrationPlan[] = []
  for (const content of contents) {
    const plan = planMigration(content, published, dayIn(content))
    await countAsked(on, plan, content, published, dayIn(content), now)
    migrations.push(plan)
  }
  return { migrations, fingerprint: fingerprintOf(contents, migrations) }
}

/** Whether no migration exists yet. */
export async function nothingPublished(): Promise<boolean> {
  return (await sql`SELECT FROM migration LIMIT 1`).length === 0
}

/**
 * Publishes at the first start, when there is no migration yet: a deployment begins with the content that it came
 * with. Later publications are somebody's act. Answers whether it published.
 */
export async function publishIntoEmpty(contents: readonly MigrationContent[], now: Date): Promise<boolean> {
  return (await nothingPublished()) && changesAnything(await publish('system', contents, now))
}
