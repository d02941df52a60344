import type { MigrationContent } from '#app/lessons/content.server.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { Refusal } from '../../errors.ts'
import { ensure } from '../../identity/abilities.ts'
import type { Viewer } from '../../identity/viewer.ts'
import { type LocalDay, localDay } from '../../migrations/local-days.ts'
import { restand } from '../../progress/restanding.server.ts'
import { blocksToRefresh } from '../changes.ts'
import { changesAnything, type MigrationPlan, type PlannedRelease, type PublicationPlan } from './plan.ts'
import { fingerprintOf, knownModule, missingParts, planMigration } from './planning.ts'
import { type Published, readBlocks, readCompleters, readPublished, readReach } from './published.server.ts'
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
  return planOn(sql, contents, await readPublished(sql), (content) => localDay(now, content.migration.timeZone))
}

export type PublishOptions = {
  /** the fingerprint of the preview: refused with `conflict` if anything has changed since */
  expect?: string
  /** what `today` in `migration.yaml` means; else the local day of `now` */
  today?: LocalDay
  /** when releases were published, for data that has a past */
  publishedAt?: (slug: string, label: string) => Date | null
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
    const plan = await planOn(tx, contents, published, dayIn)
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
): Promise<PublicationPlan> {
  const migrations: MigrationPlan[] = []
  for (const content of contents) {
    const plan = planMigration(content, published, dayIn(content))
    await countPeople(on, plan, content, published, dayIn(content))
    migrations.push(plan)
  }
  return { migrations, fingerprint: fingerprintOf(contents, migrations) }
}

/** Says of each release how many people it asks for something. */
async function countPeople(
  on: Sql,
  plan: MigrationPlan,
  content: MigrationContent,
  published: Published,
  today: LocalDay,
): Promise<void> {
  const reach = await readReach(on, content.slug, today)
  const completers = await readCompleters(on)
  for (const release of plan.releases) {
    const file = content.modules.find(({ path }) => path === release.path)
    if (!file) continue
    if (release.change === 'new module') {
      release.asked.first = file.header.optional ? 0 : reach.people(file.header.audiences, file.header.roles)
    }
    if (release.change === 'new release') {
      const known = knownModule(file, published)
      const blocks = await readBlocks(on, known?.releases.map(({ id }) => id) ?? [])
      countRefreshers(release, file.lesson.blocks, blocks, completers)
    }
  }
}

type Hashed = { id: string; hash: string }

function countRefreshers(
  release: PlannedRelease,
  blocks: readonly Hashed[],
  published: ReadonlyMap<string, readonly Hashed[]>,
  completers: ReadonlyMap<string, number>,
): void {
  const compared = (id: string, publishedAt: Date, of: readonly Hashed[]) => ({
    ...{ id, publishedAt },
    refreshPolicy: 'changed' as const,
    blocks: new Map(of.map((block) => [block.id, block])),
  })
  const next = compared('', new Date(1), blocks)
  for (const [id, old] of published) {
    const changed = blocksToRefresh(compared(id, new Date(0), old), next).length
    const people = changed > 0 ? (completers.get(id) ?? 0) : 0
    release.asked.refresher += people
    if (people > 0) release.asked.blocks = Math.max(release.asked.blocks, changed)
  }
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
