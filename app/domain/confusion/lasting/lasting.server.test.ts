import { beforeAll, describe, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { createCompiler } from '#app/lessons/compiler.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aReport, aTaughtModule, type TaughtModule } from '#tests/makers/confusion.ts'
import { aLesson, aSection } from '#tests/makers/lessons.ts'
import { aReleaseOf } from '#tests/makers/modules.ts'
import { aLead, aLearner, aMigration, anAudience, aTrainer, type MadeMigration } from '#tests/makers/people.ts'
import { answerTrouble } from '../answer.server.ts'
import { openReportsOfModule } from '../open-reports.server.ts'
import { troubleDetail } from '../trouble-detail.server.ts'
import { noticeAudiences, tellAudience } from './audience-notice.server.ts'
import { calloutMdx } from './callout.ts'
import { askCallout, askedCallouts, calloutDone } from './callouts.server.ts'
import { lastingOf } from './lasting.server.ts'
import { answerForEditing, changeAnswer, keepAnswer, libraryAnswers, retireAnswer } from './library-answers.server.ts'
import { sourceOf } from './source.server.ts'

const NOW = new Date('2026-05-04T09:00:00Z')
const hours = (count: number) => new Date(NOW.getTime() + count * 3_600_000)

let migration: MadeMigration
let module: TaughtModule
let lead: Viewer
let lena: Viewer

beforeAll(async () => {
  migration = await aMigration()
  module = await aTaughtModule(migration)
  lead = await aLead({ migration, name: 'Jonas Weidner' })
  lena = await aLearner({ migration })
})

const seenOf = async (cluster: string) => (await troubleDetail(lead, cluster)).newestAction

async function anAnswer({
  reporter = lena,
  taught = module,
  words = 'Always net.',
  anonymous = false,
} = {}): Promise<string> {
  const { clusterId } = await aReport(reporter, taught, { now: NOW, anonymous })
  await answerTrouble(lead, clusterId, { seen: 'none', words, public: true }, NOW)
  return clusterId
}

describe('an answer in the library', () => {
  async function keep(cluster: string, question = 'Net or gross?', words = 'Enter the amount without tax.') {
    await keepAnswer(lead, cluster, { seen: await seenOf(cluster), question, words }, NOW)
  }

  test('is found by its words, stands at its block once, and is changed and retired by leads', async () => {
    const taught = await aTaughtModule(migration)
    const cluster = await anAnswer({ taught })
    await keep(cluster)
    const [found] = await libraryAnswers(lena, 'amounts tax')
    expect(found).toMatchObject({ question: 'Net or gross?', place: { slug: taught.slug, block: 'net-or-gross' } })
    expect(await libraryAnswers(lena, 'cheque')).toEqual([])
    const there = async () =>
      (await openReportsOfModule(lena, taught.id))['net-or-gross']?.answers.map((one) => one.words)
    expect(await there()).toEqual(['Enter the amount without tax.'])

    const id = found?.id ?? ''
    const changed = { number: 1, question: 'Net or gross?', words: 'Net. Tax is added.' }
    await changeAnswer(lead, id, changed, NOW)
    await expect(changeAnswer(lead, id, { ...changed, words: 'Gross.' }, NOW)).rejects.toMatchObject({
      kind: 'conflict',
    })
    expect(await there()).toEqual(['Net. Tax is added.'])

    await retireAnswer(lead, id, true, NOW)
    expect(await there()).toEqual(['Always net.'])
    expect((await libraryAnswers(lena, '')).some((one) => one.id === id)).toBe(false)
    expect(await answerForEditing(lead, id)).toMatchObject({ retired: true })
    await retireAnswer(lead, id, false, NOW)
    expect(await there()).toEqual(['Net. Tax is added.'])
  })

  test('is kept once for a question, and a retired one does not come back beside a newer one', async () => {
    const cluster = await anAnswer()
    await keep(cluster, 'The first')
    await expect(keep(cluster)).rejects.toMatchObject({ kind: 'conflict' })
    const first = (await lastingOf(lead, cluster)).libraryAnswerId ?? ''
    await retireAnswer(lead, first, true, NOW)
    await keep(cluster, 'The second')
    await expect(retireAnswer(lead, first, false, NOW)).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('loses its block when a release has none, and stays in the library', async () => {
    const taught = await aTaughtModule(migration)
    const cluster = await anAnswer({ taught })
    await keep(cluster, 'Where is the moved field?')
    await sql`UPDATE library_answer SET block_id = 'gone' WHERE cluster_id = ${cluster}::uuid`
    const [found] = await libraryAnswers(lena, 'moved field')
    expect(found?.place).toMatchObject({ slug: taught.slug, block: null })
  })

  test('is for leads to write, of their own migration, and needs something that was said', async () => {
    const cluster = await anAnswer()
    const input = { seen: 'none', question: 'Q', words: 'A' }
    await expect(keepAnswer(lena, cluster, input, NOW)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(keepAnswer(await aLead(), cluster, input, NOW)).rejects.toMatchObject({ kind: 'missing' })
    const { clusterId } = await aReport(lena, module, { now: NOW })
    await expect(keepAnswer(lead, clusterId, input, NOW)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await sourceOf(lead, clusterId)).toBeNull()
    expect(await sourceOf(await aTrainer({ migration }), cluster)).toMatchObject({ words: 'Always net.' })
  })
})

describe('a notice to an audience', () => {
  const noticesOf = (person: Viewer) =>
    sql<{ title: string }>`SELECT title FROM notice WHERE person_id = ${person.personId} AND kind = 'message'`
  async function tellThem(cluster: string, audienceId: string) {
    return await tellAudience(lead, cluster, { seen: await seenOf(cluster), audienceId, words: 'Always net.' }, NOW)
  }

  test('says how many before, tells each once, and not again those who were told because they asked', async () => {
    const [one, other] = [await anAudience(migration), await anAudience(migration, { name: 'Payers' })]
    const [ann, ben] = [
      await aLearner({ migration, audiences: [one] }),
      await aLearner({ migration, audiences: [one, other] }),
    ]
    const cluster = await anAnswer({ reporter: ann })
    const source = (await sourceOf(lead, cluster))?.id ?? ''
    expect(await noticeAudiences(lead, source, NOW)).toContainEqual({
      id: one.id,
      name: one.name,
      people: 2,
      isTold: false,
    })
    expect(await tellThem(cluster, one.id)).toEqual({ people: 2, audience: one.name })
    await expect(tellThem(cluster, one.id)).rejects.toMatchObject({ kind: 'conflict' })
    await tellThem(cluster, other.id)
    expect(await noticesOf(ann)).toHaveLength(0)
    expect(await noticesOf(ben)).toHaveLength(1)
    expect((await lastingOf(lead, cluster)).notices).toMatchObject([{ people: 2 }, { audience: 'Payers', people: 1 }])
  })

  test('leaves no gap where somebody asked without a name', async () => {
    const audience = await anAudience(migration)
    const shy = await aLearner({ migration, audiences: [audience] })
    const cluster = await anAnswer({ reporter: shy, anonymous: true })
    await tellThem(cluster, audience.id)
    expect(await noticesOf(shy)).toHaveLength(1)
  })

  test('is not sent to nobody, nor to an audience that is retired', async () => {
    const [empty, retired] = [await anAudience(migration), await anAudience(migration)]
    await sql`UPDATE audience SET retired_at = ${NOW} WHERE id = ${retired.id}`
    const cluster = await anAnswer()
    for (const { id } of [empty, retired])
      await expect(tellThem(cluster, id)).rejects.toMatchObject({ kind: 'invalid' })
  })
})

describe('a call-out', () => {
  async function ask(cluster: string, words = 'Always net, without tax.') {
    await askCallout(lead, cluster, { seen: await seenOf(cluster), words }, NOW)
  }
  const waiting = async (cluster: string) => (await askedCallouts(lead)).filter((one) => one.clusterId === cluster)

  test('waits until a release holds its words, however they are marked up there', async () => {
    const taught = await aTaughtModule(migration)
    const cluster = await anAnswer({ taught })
    await ask(cluster)
    expect(await waiting(cluster)).toMatchObject([{ block: { id: 'net-or-gross', title: 'Net or gross' } }])
    const releaseWith = (html: string, label: string) => {
      const section = { ...aSection('net-or-gross'), title: 'Net or gross' }
      const lesson = aLesson({ blocks: [{ ...section, nodes: [{ html }] }] })
      return aReleaseOf(taught, lesson, { label, at: hours(1) })
    }
    await releaseWith('<p>Something else.</p>', '2026.2')
    expect(await waiting(cluster)).toHaveLength(1)
    await releaseWith('<p>Note: always <b>net</b>, without tax! And more.</p>', '2026.3')
    expect(await waiting(cluster)).toEqual([])
    expect((await lastingOf(lead, cluster)).calloutId).toBeNull()
  })

  test('is asked for once at a time, with the newest words, and ended by a lead', async () => {
    const cluster = await anAnswer()
    await ask(cluster)
    await ask(cluster, 'Net.')
    const [one, ...more] = await waiting(cluster)
    expect(more).toEqual([])
    expect(one?.mdx).toContain('\n\nNet.\n\n')
    await expect(calloutDone(await aLead(), one?.id ?? '', NOW)).rejects.toMatchObject({ kind: 'missing' })
    await calloutDone(lead, one?.id ?? '', NOW)
    await calloutDone(lead, one?.id ?? '', NOW)
    expect(await waiting(cluster)).toEqual([])
  })

  test('goes into a file as it is, and says exactly its words there', async () => {
    const words = 'import {x} from <b>, 50 * 2 | _a_\n\n1. # not [a](link) & `code` {1 + 1}\n- no list'
    const text = `---\ntitle: T\nrelease: "1"\n---\n\n## First [#net]\n\nWords.\n\n${calloutMdx(words, 'net')}`
    const compiler = createCompiler()
    const { compiled, problems } = await compiler.compile({
      kind: 'module',
      source: { path: 't.mdx', format: 'mdx', text, media: {} },
      products: { oldProduct: 'Ledgerline', newProduct: 'Meridian' },
    })
    await compiler.close()
    expect(problems).toEqual([])
    const said = JSON.stringify(compiled)
    for (const line of ['import {x} from <b>, 50 * 2 | _a_', '1. # not [a](link) & `code` {1 + 1}', '- no list']) {
      expect(said).toContain(JSON.stringify(line).slice(1, -1))
    }
  })
})
