import { describe, expect, test } from 'vitest'
import { actionWords, stepWords } from './actions.ts'
import { isLarge, tracesOf } from './anonymity.ts'
import { answerClock, DEFAULT_TARGETS } from './answer-clock.ts'
import { type BoardFilter, boardFilterOf, boardQueryOf, confusionRate } from './board.ts'
import { browserWords } from './browser.ts'
import { headline } from './headline.ts'
import { newsOfResolution } from './news.ts'
import { ReportInput } from './report-input.ts'
import { type Standing, stationsOf } from './thread.ts'
import { ResolutionInput } from './triage-input.ts'

const at = (time: string) => new Date(`2026-03-02T${time}Z`)

describe('the answer clock', () => {
  const targets = { ...DEFAULT_TARGETS, zone: 'UTC' }
  const dayMs = 8 * 3_600_000

  test('gives a blocking question four hours in which the organisation works', () => {
    expect(answerClock(targets, 'blocking', at('08:00'), at('11:00'))).toEqual({
      state: 'waiting',
      ms: 7_200_000,
      dayMs,
    })
    expect(answerClock(targets, 'blocking', at('08:00'), at('12:00'))).toEqual({ state: 'near', ms: 3_600_000, dayMs })
    expect(answerClock(targets, 'blocking', at('08:00'), at('14:00'))).toEqual({ state: 'over', ms: 3_600_000, dayMs })
    expect(answerClock(targets, 'blocking', at('16:00'), at('23:00'))).toMatchObject({
      state: 'waiting',
      ms: 10_800_000,
    })
    expect(answerClock(targets, 'minor', at('08:00'), at('17:00')).state).toBe('waiting')
  })
})

describe('a headline', () => {
  test.each([
    ['Net or gross?', 'Net or gross?'],
    ['  Two\n lines  ', 'Two lines'],
    [`Post stays grey after the reason. ${'And so on. '.repeat(20)}`, 'Post stays grey after the reason.'],
    ['word '.repeat(40), `${'word '.repeat(18).trim()} …`],
    ['x'.repeat(120), `${'x'.repeat(90)} …`],
  ])('of %j', (words, line) => {
    expect(headline(words)).toBe(line)
  })
})

describe('what is kept with a report', () => {
  const known = { attempt: { id: 'a' }, browser: 'Firefox 140', audience: { id: 'u', people: 19 } }

  test('is everything with a name, and nothing that would say who it was without', () => {
    expect(tracesOf(false, known)).toEqual({ attemptId: 'a', browser: 'Firefox 140', audienceId: 'u' })
    expect(tracesOf(true, known)).toEqual({ attemptId: null, browser: null, audienceId: null })
    expect(tracesOf(true, { ...known, audience: { id: 'u', people: 20 } }).audienceId).toBe('u')
    expect(isLarge(null)).toBe(false)
  })
})

describe('a browser', () => {
  const mozilla = 'Mozilla/5.0'
  const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
  test.each([
    [`${mozilla} (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0`, 'Firefox 140 on Linux'],
    [`${mozilla} (Windows NT 10.0; Win64; x64) ${chrome} Edg/140.0.0.0`, 'Edge 140 on Windows'],
    [`${mozilla} (Linux; Android 15; Pixel) ${chrome}`, 'Chrome 140 on Android'],
    [
      `${mozilla} (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1`,
      'Safari 18 on iOS',
    ],
    ['curl/8.0', null],
    [null, null],
  ])('%s', (userAgent, words) => {
    expect(browserWords(userAgent)).toBe(words)
  })
})

describe('the way of a report', () => {
  const outcome = { kind: 'release', release: '2026.2', url: null, changedOn: null } as const
  const way = (parts: Partial<Standing>) =>
    stationsOf({ state: 'open', sentAt: at('08:00'), answeredAt: null, fixBy: null, resolved: null, ...parts }).map(
      ({ name, place }) => `${name} ${place}`,
    )

  test('goes from sent over answered to what it came to', () => {
    expect(way({})).toEqual(['Sent now', 'Answer ahead', 'Resolved ahead'])
    expect(way({ state: 'answered', answeredAt: at('09:00') })).toEqual([
      'Sent passed',
      'Answered now',
      'Resolved ahead',
    ])
    expect(way({ state: 'fixing', answeredAt: at('09:00'), fixBy: '2026-03-09' })).toEqual([
      'Sent passed',
      'Answered passed',
      'Being fixed now',
      'Fixed ahead',
    ])
    const resolved = { at: at('10:00'), outcome }
    expect(way({ state: 'resolved', answeredAt: at('09:00'), resolved })).toEqual([
      'Sent passed',
      'Answered passed',
      'Fixed in release 2026.2 passed',
    ])
    expect(way({ state: 'resolved', resolved })).toEqual(['Sent passed', 'Fixed in release 2026.2 passed'])
  })
})

describe('news', () => {
  test('of an outcome asks whether it helps, but not of a duplicate, which goes on elsewhere', () => {
    const words = (kind: 'release' | 'duplicate') =>
      newsOfResolution('Net?', 'Net.', { kind, release: null, url: null }).words
    expect(words('release')).toBe('“Net?” Net. Say whether it helps: after 14 days without a word it counts as closed.')
    expect(words('duplicate')).toBe('“Net?” Net.')
  })
})

describe('a step of the history', () => {
  test('names who did it, or nobody where a reporter did', () => {
    expect(stepWords({ kind: 'reopened', resolutionId: '1' }, null, null)).toBe(
      'Somebody who reported it opened this again',
    )
    expect(stepWords({ kind: 'assigned', assigneeId: '1' }, 'Jonas', 'Jonas')).toBe('Jonas took this')
    expect(stepWords({ kind: 'assigned', assigneeId: '1' }, 'Jonas', 'Ines')).toBe('Jonas gave this to Ines')
    expect(Object.values(actionWords).every((words) => words.length > 0)).toBe(true)
  })
})

describe('a filter of the board', () => {
  test('comes back from its own address, and nonsense means everything', () => {
    const filter: BoardFilter = {
      ...{ view: 'mine', state: 'fixing', module: 'approve', kind: 'slow', blocking: true },
      ...{ severity: 'major', owner: 'left' },
    }
    expect(boardFilterOf(new URLSearchParams(boardQueryOf(filter)))).toEqual(filter)
    const nothing = { state: null, module: null, kind: null, severity: null, owner: null }
    const everything = { view: 'open', blocking: false, ...nothing }
    expect(boardFilterOf(new URLSearchParams('view=x&state=&kind=angry&blocking=1'))).toEqual(everything)
    expect(boardQueryOf(boardFilterOf(new URLSearchParams()))).toBe('')
  })
})

describe('the confusion rate', () => {
  test('is reports and me-toos per 100 people who reached the block', () => {
    expect(confusionRate({ reports: 7, meToos: 12, reached: 155 })).toBeCloseTo(12.26, 2)
    expect(confusionRate({ reports: 1, meToos: 0, reached: 0 })).toBeNull()
  })
})

describe('what was typed', () => {
  const id = '019a0000-0000-7000-8000-000000000000'
  const report = (words: string) => ReportInput.safeParse({ id, releaseId: id, kind: 'unclear', words })

  test('loses control characters and line ends of other systems, and nothing else', () => {
    expect(report(' a\r\nb\u0000c\u0007 <b>ä</b> 😀 ').data?.words).toBe('a\nbc <b>ä</b> 😀')
    expect(report('\u0000 \r\n').success).toBe(false)
    expect(report('a'.repeat(2_000)).success).toBe(true)
    expect(report('a'.repeat(2_001)).success).toBe(false)
  })

  test('must name what its kind of resolution needs', () => {
    const lacking = (kind: string) =>
      ResolutionInput.safeParse({ seen: 'none', kind, words: 'Done.' }).error?.issues.map(({ path }) =>
        path.join('.'),
      ) ?? []
    expect(lacking('release')).toEqual(['releaseId'])
    expect(lacking('product')).toEqual(['url', 'changedOn'])
    expect(lacking('duplicate')).toEqual(['duplicateOf'])
    expect(lacking('explanation')).toEqual([])
    expect(lacking('will not change')).toEqual([])
  })
})
