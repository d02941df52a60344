import type { MigrationContent, ModuleRelease } from '#app/lessons/content.server.ts'
import type { RefreshPolicy } from '#app/lessons/refresh-policy.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { isHere } from '../../identity/present.server.ts'
import type { LocalDay } from '../../migrations/local-days.ts'
import type { Compared } from '../changes.ts'
import { releasesOf } from '../releases.server.ts'
import { askedForRefresher, countedBy, type Learner } from './asked-people.ts'
import { askingFor } from './asking.server.ts'
import type { Asked, MigrationPlan } from './plan.ts'
import { knownModule } from './planning.ts'
import type { Published } from './published.server.ts'

/** Says of each release of a plan whom it asks for what, as of today. */
export async function countAsked(
  on: Sql,
  plan: MigrationPlan,
  content: MigrationContent,
  published: Published,
  today: LocalDay,
  now: Date,
): Promise<void> {
  const fileAt = new Map(content.modules.map((file) => [file.path, file]))
  const renewed = plan.releases.flatMap(({ change, path }) => {
    const file = change === 'new release' ? fileAt.get(path) : undefined
    const known = file && knownModule(file, published)
    return file && known ? [{ path, file, known }] : []
  })
  const proposed = plan.releases.some(({ change }) => change === 'new module')
  const [reach, learners, releases] = await Promise.all([
    proposed ? readReach(on, content.slug, today) : new Map<string, string[]>(),
    readLearners(
      on,
      renewed.map(({ known }) => known.id),
      today,
      now,
    ),
    releasesOf(
      renewed.flatMap(({ known }) => known.releases.map(({ id }) => id)),
      on,
    ),
  ])
  for (const release of plan.releases) {
    const file = fileAt.get(release.path)
    if (release.change === 'new module' && file) release.asked.first = proposedTo(file, content, reach)
  }
  for (const { path, file, known } of renewed) {
    const release = plan.releases.find((one) => one.path === path)
    const own = learners.filter(({ module }) => module === known.id)
    if (release) Object.assign(release.asked, await askedForRelease(on, own, file, known.id, releases, now))
  }
}

/** A new module is proposed by its file; an optional one asks nobody. */
function proposedTo(
  { header }: ModuleRelease,
  { migration }: MigrationContent,
  reach: ReadonlyMap<string, string[]>,
): Asked['first'] {
  if (header.optional) return { people: 0, by: [] }
  const targets = [
    ...header.audiences.map((slug) => ({
      name: migration.audiences.find((audience) => audience.slug === slug)?.name ?? slug,
      people: reach.get(`audience ${slug}`) ?? [],
    })),
    ...header.roles.map((role) => ({ name: `Every ${role}`, people: reach.get(`role ${role}`) ?? [] })),
  ]
  return {
    people: new Set(targets.flatMap(({ people }) => people)).size,
    by: targets.map(({ name, people }) => ({ name, people: people.length })),
  }
}

async function askedForRelease(
  on: Sql,
  learners: readonly Learner[],
  { lesson }: ModuleRelease,
  moduleId: string,
  published: ReadonlyMap<string, Compared>,
  now: Date,
): Promise<Omit<Asked, 'first'>> {
  const begun = learners.filter(({ completed }) => completed === null)
  // It is newer than all others, by whatever the clock says.
  const publishedAt = new Date(Math.max(now.getTime(), ...[...published.values()].map((one) => +one.publishedAt)) + 1)
  const asked = async (refreshPolicy: RefreshPolicy) => {
    const blocks = new Map(lesson.blocks.map((block) => [block.id, block]))
    const next = { id: 'next', publishedAt, refreshPolicy, blocks }
    return askedForRefresher({ ...next, ...(await askingFor(on, moduleId, next)) }, learners, published)
  }
  return {
    refresher: { none: await asked('none'), changed: await asked('changed'), all: await asked('all') },
    begun: countedBy(begun).people,
    running: learners.filter(({ isRunning }) => isRunning).length,
  }
}

/** People by the audience or the role that asks them: keys are `audience <slug>` and `role <name>`. */
async function readReach(on: Sql, migration: string, today: LocalDay): Promise<Map<string, string[]>> {
  const rows = await on<{ by: string; person: string }>`
    SELECT 'audience ' || u.slug AS by, m.person_id AS person
    FROM membership m JOIN audience u ON u.id = m.audience_id JOIN migration g ON g.id = u.migration_id
    JOIN person p ON p.id = m.person_id AND ${isHere(today)}
    WHERE g.slug = ${migration} AND m."from" <= ${today}::date AND (m."to" IS NULL OR m."to" > ${today}::date)
    UNION
    SELECT 'role ' || r.role, r.person_id
    FROM role_grant r JOIN migration g ON g.id = r.migration_id
    JOIN person p ON p.id = r.person_id AND ${isHere(today)}
    WHERE g.slug = ${migration} AND r.ended_at IS NULL`
  const groups = Map.groupBy(rows, ({ by }) => by)
  return new Map([...groups].map(([by, people]) => [by, people.map(({ person }) => person)]))
}

/** Everybody who is here and has begun one of these modules, with the audiences that they are in today. */
async function readLearners(on: Sql, modules: string[], today: LocalDay, now: Date): Promise<Learner[]> {
  if (modules.length === 0) return []
  return on<Learner>`
    SELECT g.module_id AS module, g.person_id AS person, g.completed_release_id AS completed,
      EXISTS (SELECT FROM attempt a WHERE a.person_id = g.person_id AND a.module_id = g.module_id AND a.outcome IS NULL
        AND a.last_event_at > ${now}::timestamptz - interval '24 hours') AS "isRunning",
      ARRAY(SELECT u.name FROM membership m JOIN audience u ON u.id = m.audience_id
        WHERE m.person_id = g.person_id AND u.migration_id = o.migration_id
          AND m."from" <= ${today}::date AND (m."to" IS NULL OR m."to" > ${today}::date)
        ORDER BY u.position, u.name) AS audiences
    FROM module_progress g JOIN module o ON o.id = g.module_id
    JOIN person p ON p.id = g.person_id AND ${isHere(today)}
    WHERE g.module_id = ANY (${modules}::uuid[])`
}
