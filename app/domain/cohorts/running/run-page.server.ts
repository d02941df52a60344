import { openReportsOfModule } from '#app/domain/confusion/open-reports.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { firstName } from '#app/domain/playbooks/fill-template.ts'
import { type Message, messageOf } from '#app/domain/playbooks/message.server.ts'
import { wholeAnswersAt } from '#app/domain/playbooks/ready-answers.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { agendaToRun } from './opening.server.ts'
import type { RunPart } from './run.ts'
import { type RunSession, runSession, type SessionAddress } from './run-session.server.ts'
import { type RunView, runOf, runViewOf } from './run-view.server.ts'
import { sessionValues } from './session-values.server.ts'

/** A question that is known of a module, and what to say; null: nobody has answered it yet. */
export type KnownQuestion = { words: string; answer: string | null }

/** A module that the agenda works on: where a note may belong, and what people are likely to ask. */
export type RunModule = {
  slug: string
  title: string
  /** in teaching order; a note belongs to the first task unless said otherwise */
  blocks: { id: string; title: string; isTask: boolean }[]
  asked: KnownQuestion[]
  /** the support templates about it, ready to be said or pasted */
  templates: ReadyWords[]
}

/** A support template, filled as far as the session tells. */
export type ReadyWords = { slug: string; title: string } & Message

export type RunPage = {
  session: RunSession
  agenda: RunPart[]
  /** by slug; those that are not offered any more are left out */
  modules: Record<string, RunModule>
  /** null before the session is opened */
  view: RunView | null
}

/** Everything of the page by which a session is run: what stays as it is, and what changes. */
export async function runPageOf(viewer: Viewer, address: SessionAddress, now: Date): Promise<RunPage> {
  const session = await runSession(viewer, address, now)
  const run = await runOf(session.id)
  const agenda = run?.agenda ?? (await agendaToRun(sql, session))
  const [view, modules] = await Promise.all([
    run ? runViewOf(viewer, address, now) : null,
    modulesOf(viewer, session, agenda),
  ])
  return { session, agenda, modules, view }
}

type Row = Omit<RunModule, 'asked' | 'templates'> & { id: string }

async function modulesOf(
  viewer: Viewer,
  session: RunSession,
  agenda: readonly RunPart[],
): Promise<Record<string, RunModule>> {
  const slugs = [...new Set(agenda.flatMap(({ module }) => module ?? []))]
  if (slugs.length === 0) return {}
  const rows = await sql<Row>`
    SELECT m.id, m.slug, r.title,
      (SELECT jsonb_agg(jsonb_build_object('id', b.block_id, 'title', b.title, 'isTask', b.kind = 'task') ORDER BY b.position)
        FROM release_block b WHERE b.release_id = r.id) AS blocks
    FROM module m JOIN release r ON r.id = m.current_release_id
    WHERE m.slug = ANY (${slugs}::text[]) AND m.migration_id = ${viewer.migration?.id ?? null}::uuid`
  const [known, words] = await Promise.all([
    Promise.all(rows.map(({ id }) => openReportsOfModule(viewer, id))),
    readyWordsFor(viewer, session, slugs),
  ])
  return Object.fromEntries(
    rows.map(({ id: _, ...row }, place) => {
      const templates = words.flatMap(({ module, ...template }) => (module === row.slug ? template : []))
      return [row.slug, { ...row, asked: askedIn(known[place] ?? {}), templates }]
    }),
  )
}

/** Said to a room, by whoever runs it. */
async function readyWordsFor(
  viewer: Viewer,
  session: RunSession,
  modules: readonly string[],
): Promise<(ReadyWords & { module: string })[]> {
  const [answers, known] = await Promise.all([wholeAnswersAt(viewer, modules), sessionValues(sql, session)])
  const values = { ...known, 'learner.firstName': 'everyone', 'champion.firstName': firstName(viewer.name) }
  return Promise.all(
    answers.map(async ({ module, slug, title, markdown }) => {
      return { module, slug, title, ...(await messageOf(markdown, values)) }
    }),
  )
}

/** What was answered first: that can be said at once. */
function askedIn(blocks: Awaited<ReturnType<typeof openReportsOfModule>>): KnownQuestion[] {
  const all = Object.values(blocks)
  const answers = all.flatMap((block) =>
    block.answers.map(({ question, words }) => ({ words: question, answer: words })),
  )
  const answered = new Set(answers.map(({ words }) => words))
  const open = all.flatMap((block) =>
    block.open.flatMap(({ words }) => (answered.has(words) ? [] : { words, answer: null })),
  )
  return [...answers.slice(0, 3), ...open.slice(0, 3)]
}
