import { beforeAll, describe, expect, test } from 'vitest'
import { boardOf } from '#app/domain/confusion/board.server.ts'
import { troubleDetail } from '#app/domain/confusion/trouble-detail.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { Browser } from '#tests/makers/events.ts'
import { aLab, aLesson, aSection } from '#tests/makers/lessons.ts'
import { aModule, aReleaseOf } from '#tests/makers/modules.ts'
import { aLead, aLearner, aMigration, aTrainer } from '#tests/makers/people.ts'
import { measureSignals } from './measured-signals.server.ts'
import { signalsOf } from './raised.server.ts'
import { dismissSignal, openFromSignal, restoreSignal } from './signal-acts.server.ts'

const DAY = 86_400_000
const now = new Date()
const TASKS = ['first', 'second', 'third', 'hard'] as const
const lesson = (hard = 'The hard one.') =>
  aLesson({
    blocks: [
      ...[aSection('one'), aSection('two'), aSection('three'), aSection('steep')],
      ...TASKS.map((id) => aLab(id, id === 'hard' ? hard : undefined)),
      aSection('end'),
    ],
  })

let lead: Viewer
let trainer: Viewer
let module: { id: string; slug: string }

/**
 * Twelve people: each comes to every section, seven go no further than `steep`, and five do the four labs; all twelve
 * give up at `hard`, and one at `second`.
 */
beforeAll(async () => {
  const migration = await aMigration()
  lead = await aLead({ migration, name: 'Jonas Weidner' })
  trainer = await aTrainer({ migration })
  const made = await aModule(migration, { compiled: lesson() })
  module = made
  for (let nth = 0; nth < 12; nth++) {
    const person = await aLearner({ migration })
    const browser = new Browser(person, made.release, new Date(now.getTime() - 20 * DAY))
    browser.reach('one')
    await browser.send()
    for (const task of TASKS) {
      const attempt = browser.start(task)
      browser.press(task, attempt, 'list/new')
      if (task === 'hard' || (task === 'second' && nth === 0)) browser.giveUp(task, attempt)
      else {
        browser.wait(60_000)
        browser.press(task, attempt, 'header/submit', { net: '1,200.00', date: '03/03/2026' }, 60_000)
        browser.finish(task, attempt)
      }
    }
    for (const block of ['two', 'three']) browser.reach(block)
    browser.reach(nth < 7 ? 'steep' : 'end')
    const { refused } = await browser.send()
    expect(refused).toEqual([])
  }
  await measureSignals(now)
})

const address = (signal: string, block = 'hard') => ({ module: module.slug, block, signal })
const at = async (signal: string, block = 'hard') =>
  (await signalsOf(lead)).find((one) => one.signal === signal && one.blockId === block)

describe('suspected confusion', () => {
  test('is a lab that people fail more often than the others, with its numbers', async () => {
    const signals = await signalsOf(trainer)
    const failed = signals.filter(({ signal }) => signal === 'failed')
    // By hand: 12 of 12 gave up; of the three other labs one of 36 tries failed.
    expect(failed).toMatchObject([
      { blockId: 'hard', part: 12, of: 12, share: 1, others: { part: 1, of: 36 }, threshold: 0.1, done: null },
    ])
    expect(failed[0]?.interval.low).toBeCloseTo(0.7575, 4)
    expect(signals.filter(({ signal }) => signal === 'hints')).toEqual([])
    expect(JSON.stringify(signals)).not.toMatch(/Person \d/)
    await expect(signalsOf(await aLearner())).rejects.toMatchObject({ kind: 'forbidden' })
  })

  test('is a section at which people stop; five who went on to the end have not stalled', async () => {
    const rows = await sql<{ block: string; people: number }>`
      SELECT last_block_id AS block, count(*) AS people FROM module_progress WHERE module_id = ${module.id} GROUP BY 1 ORDER BY 1`
    expect(rows).toEqual([
      { block: 'end', people: 5 },
      { block: 'steep', people: 7 },
    ])
    // Seven came to `steep`, all of them stopped there: too few people to say anything of.
    expect(await at('stalled', 'steep')).toBeUndefined()
    await sql`
      INSERT INTO block_seen (person_id, release_id, block_id, first_at, last_at)
      SELECT person_id, release_id, 'steep', first_at, last_at FROM block_seen WHERE block_id = 'end' AND release_id IN
        (SELECT id FROM release WHERE module_id = ${module.id})`
    await measureSignals(now)
    await measureSignals(now)
    expect(await at('stalled', 'steep')).toMatchObject({ part: 7, of: 12, others: { part: 0, of: 36 } })
  })
})

describe('a lead', () => {
  test('dismisses a signal with a word, and takes that back', async () => {
    await dismissSignal(lead, address('failed'), { words: 'It is meant to be hard.' }, now)
    expect((await at('failed'))?.done).toMatchObject({
      act: 'dismissed',
      words: 'It is meant to be hard.',
      by: 'Jonas Weidner',
    })
    await expect(openFromSignal(lead, address('failed'), { words: 'Why?' }, now)).rejects.toMatchObject({
      kind: 'conflict',
    })
    await restoreSignal(lead, address('failed'), new Date(now.getTime() + 1))
    await restoreSignal(lead, address('failed'), new Date(now.getTime() + 2))
    expect((await at('failed'))?.done).toBeNull()
    const acts = await sql`SELECT act::text FROM signal_action WHERE module_id = ${module.id} ORDER BY at`
    expect(acts).toEqual([{ act: 'dismissed' }, { act: 'restored' }])
  })

  test('opens one question from a signal, however often it is sent, whose history says what was measured', async () => {
    const open = () =>
      openFromSignal(lead, address('failed'), { words: 'What is hard here?' }, new Date(now.getTime() + 3))
    const [one, other] = await Promise.allSettled([open(), open()])
    expect([one.status, other.status].sort()).toEqual(['fulfilled', 'rejected'])
    const filter = { view: 'open', state: null, module: null, kind: null, blocking: false } as const
    const { rows } = await boardOf(lead, filter)
    expect(rows).toMatchObject([{ question: 'What is hard here?', block: { id: 'hard' } }])
    const detail = await troubleDetail(lead, rows[0]?.id ?? '')
    expect(detail.steps.map(({ words }) => words)).toEqual([
      'Jonas Weidner opened this from what was measured: 12 of 12 people failed the lab',
    ])
    expect((await at('failed'))?.done).toMatchObject({ act: 'opened', clusterId: rows[0]?.id })
  })

  test('finds nothing where nothing is raised, and nobody else acts', async () => {
    await expect(dismissSignal(lead, address('failed', 'first'), { words: 'No.' }, now)).rejects.toMatchObject({
      kind: 'missing',
    })
    await expect(dismissSignal(trainer, address('failed'), { words: 'No.' }, now)).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })
})

test('a block that changed is measured anew, from nothing', async () => {
  await aReleaseOf(module, lesson('The hard one, in small steps.'))
  expect(await at('failed')).toBeUndefined()
  await measureSignals(now)
  expect(await at('failed')).toBeUndefined()
})
