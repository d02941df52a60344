import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { Browser } from '#tests/makers/events.ts'
import {
  aCheck,
  aLab,
  aLesson,
  anOutsideTask,
  aSection,
  aVideo,
  HALF_RIGHT_ANSWERS,
  RIGHT_ANSWERS,
} from '#tests/makers/lessons.ts'
import { aModule, aReleaseOf } from '#tests/makers/modules.ts'
import { aLearner, aMigration } from '#tests/makers/people.ts'

const migration = await aMigration()
const START = new Date()
const parts = [aSection('start'), aLab('enter'), anOutsideTask('drill'), aCheck('check'), aVideo('film')]
const module = await aModule(migration, {
  compiled: aLesson({ blocks: parts, complete: { tasks: ['enter'], checks: 60 } }),
})
const newer = await aReleaseOf(
  module,
  aLesson({
    blocks: [...parts.slice(0, 3), aCheck('check', 'Reworded?'), aVideo('film')],
    complete: { tasks: ['enter'], checks: 60 },
  }),
)

/** What a person can do; each becomes a few events. */
const ACTS: Record<string, (browser: Browser) => unknown> = {
  reach: (browser) => browser.reach('start'),
  reachFilm: (browser) => browser.reach('film'),
  lab: (browser) => browser.doLab('enter'),
  labWithErrors: (browser) => browser.doLab('enter', { gross: true, pays: true }),
  labGuided: (browser) => browser.doLab('enter', { mode: 'guided' }),
  labGivenUp: (browser) => {
    const id = browser.start('enter')
    browser.press('enter', id, 'list/new')
    browser.giveUp('enter', id)
  },
  labWithClockSetBack: (browser) => {
    const id = browser.start('enter')
    browser.press('enter', id, 'list/new')
    browser.wait(-600_000).press('enter', id, 'header/submit', { net: '1440', date: '3.3.2026' })
    browser.press('enter', id, 'header/submit', { net: '1200', date: '3.3.2026' })
    browser.finish('enter', id)
  },
  labLeft: (browser) => browser.press('enter', browser.start('enter'), 'list/import'),
  labWithHint: (browser) =>
    browser.say('hint-asked', 'enter', { screen: 'list', activeMs: 900 }, browser.start('enter')),
  outside: (browser) => {
    const id = browser.start('drill', 'outside')
    browser.say('attempt-paused', 'drill', {}, id)
    browser.wait(20_000).say('attempt-resumed', 'drill', {}, id)
    browser.finish('drill', id, { wallMs: 60_000, pausedMs: 20_000, outcome: 'success', errors: 1 })
  },
  outsidePaused: (browser) => browser.say('attempt-paused', 'drill', {}, browser.start('drill', 'outside')),
  answer: (browser) => browser.answer('check', RIGHT_ANSWERS),
  answerHalf: (browser) => browser.answer('check', HALF_RIGHT_ANSWERS),
  watch: (browser) => browser.watch('film', [0, 40]),
  watchMore: (browser) => browser.watch('film', [30, 70], [80, 100]),
  watchAtOnce: (browser) => browser.watchAtOnce('film', [0, 100]),
  confirm: (browser) => browser.say('module-confirmed', 'film', {}),
  toNewer: (browser) => {
    browser.release = newer
  },
}

/** Everything that follows from a person's events, without the ids that differ from person to person. */
async function standing(personId: string) {
  const rows = await Promise.all([
    sql`SELECT block_id, ordinal, release_id, setting, mode, clock, outcome, active_ms, wall_ms, paused_ms, errors,
          critical_errors, hints, lab_state, started_at, finished_at, last_event_at,
          ARRAY(SELECT e.type || e.place || e.critical FROM attempt_error e WHERE e.attempt_id = attempt.id ORDER BY 1) AS wrong
        FROM attempt WHERE person_id = ${personId} ORDER BY block_id, ordinal`,
    sql`SELECT block_id, release_id, at, nth, answers, "right", total FROM check_submission WHERE person_id = ${personId} ORDER BY at`,
    sql`SELECT block_id, release_id, watched, seconds, position, last_at FROM video_watch WHERE person_id = ${personId}
        ORDER BY release_id`,
    sql`SELECT release_id, block_id, first_at, last_at FROM block_seen WHERE person_id = ${personId} ORDER BY 1, 2`,
    sql`SELECT release_id, at FROM confirmation WHERE person_id = ${personId} ORDER BY 1`,
    sql`SELECT release_id FROM completion WHERE person_id = ${personId} ORDER BY 1`,
    sql`SELECT release_id, started_at, last_at, last_block_id, met, required, completed_release_id,
          first_completed_at IS NOT NULL AS completed
        FROM module_progress WHERE person_id = ${personId}`,
  ])
  return rows
}

async function aPersonWho(acts: readonly string[]): Promise<Browser> {
  const browser = new Browser(await aLearner({ migration }), module.release, START)
  for (const act of acts) ACTS[act]?.(browser.wait(1_000))
  return browser
}

/** Batches in another order, some sent twice, some lost on the way and sent again at the end. */
const deliveries = fc.record({
  shuffle: fc.array(fc.integer(), { minLength: 200, maxLength: 200 }),
  size: fc.integer({ min: 1, max: 7 }),
  twice: fc.integer({ min: 2, max: 9 }),
  lost: fc.integer({ min: 2, max: 9 }),
})

test('late, repeated, lost and resent events end in the same state as those that came in order', {
  timeout: 60_000,
}, async () => {
  const acts = fc.array(fc.constantFrom(...Object.keys(ACTS)), { minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(acts, deliveries, async (history, { shuffle, size, twice, lost }) => {
      const [tidy, messy] = [await aPersonWho(history), await aPersonWho(history)]
      const arrival = new Date(tidy.clock + 3_600_000)
      await tidy.send(arrival)
      const events = messy.outbox
        .map((event, index) => ({ event, key: shuffle[index] ?? 0 }))
        .toSorted((left, right) => left.key - right.key)
        .map(({ event }) => event)
      const later = events.filter((_, index) => index % lost === 0)
      const now = events.filter((_, index) => index % lost !== 0)
      const repeated = events.filter((_, index) => index % twice === 0)
      const sent = [...now, ...repeated.filter((event) => now.includes(event)), ...later, ...repeated]
      for (let from = 0; from < sent.length; from += size) {
        messy.outbox = sent.slice(from, from + size)
        await messy.send(arrival)
      }
      expect(await standing(messy.viewer.personId)).toEqual(await standing(tidy.viewer.personId))
    }),
    { numRuns: 20 },
  )
})
