import { expect, test } from 'vitest'
import { compileMigration } from './migration-file.server.ts'
import { dayOf } from './migration-file.ts'

const HEAD = [
  'name: From Ledgerline to Meridian',
  'organisation: Brackwater Foods',
  'old: { name: Ledgerline, version: "9" }',
  'new: { name: Meridian }',
  'timeZone: Europe/London',
]
const written = (...lines: string[]) => compileMigration('migration.yaml', [...HEAD, ...lines].join('\n'))
const withMilestone = (rest: string) =>
  written(
    `milestones: [{ slug: pilot, name: Pilot, ${/date/.test(rest) ? '' : 'date: today, '}${rest} }]`,
    'audiences: [{ slug: ap-daily, name: AP }]',
  )

test('a migration names its products, milestones, gates and audiences', async () => {
  const { compiled, problems } = await written(
    'milestones:',
    '  - slug: pilot',
    '    name: "Pilot: accounts payable, Leeds"',
    '    date: today-35          # five weeks ago',
    '    state: live',
    '    gates:',
    '      - { measure: completion, target: ">= 90" }',
    '      - { measure: task ratio, task: first-invoice/enter-invoice, audience: ap-daily, target: "<= 1.2" }',
    '  - { slug: cutover, name: Cutover, date: 2026-11-30 }',
    'audiences:',
    '  - { slug: ap-daily, name: "Accounts payable, every day", comfort: power }',
  )
  expect(problems).toEqual([])
  expect(compiled).toEqual({
    migration: {
      name: 'From Ledgerline to Meridian',
      organisation: 'Brackwater Foods',
      old: { name: 'Ledgerline', version: '9' },
      new: { name: 'Meridian', version: null },
      timeZone: 'Europe/London',
      milestones: [
        {
          slug: 'pilot',
          name: 'Pilot: accounts payable, Leeds',
          date: { fromToday: -35 },
          state: 'live',
          gates: [
            { measure: 'completion', comparison: '>=', target: 90, task: null, audience: null },
            {
              measure: 'task ratio',
              comparison: '<=',
              target: 1.2,
              task: { module: 'first-invoice', block: 'enter-invoice' },
              audience: 'ap-daily',
            },
          ],
        },
        { slug: 'cutover', name: 'Cutover', date: { day: '2026-11-30' }, state: 'planned', gates: [] },
      ],
      audiences: [{ slug: 'ap-daily', name: 'Accounts payable, every day', comfort: 'power' }],
    },
    tasks: [{ module: 'first-invoice', block: 'enter-invoice', line: 13, column: 38 }],
    places: {
      milestones: [
        { slug: 'pilot', line: 7, column: 11 },
        { slug: 'cutover', line: 14, column: 13 },
      ],
      audiences: [{ slug: 'ap-daily', line: 16, column: 13 }],
    },
  })
})

test('a date is a day, or counted from the day of loading', () => {
  expect(dayOf({ day: '2026-11-30' }, '2026-01-01')).toBe('2026-11-30')
  expect(dayOf({ fromToday: 0 }, '2026-03-29')).toBe('2026-03-29')
  expect(dayOf({ fromToday: 21 }, '2026-12-20')).toBe('2027-01-10')
  expect(dayOf({ fromToday: -35 }, '2026-03-01')).toBe('2026-01-25')
})

test.for([
  [
    'a day that there is not',
    'date: 2026-02-30',
    '“date” must be a day as in 2026-11-30, or today, today+21, today-35.',
  ],
  ['a state that there is not', 'state: done', '“state” must be planned, training, live or closed.'],
  [
    'a gate that measures nothing known',
    'gates: [{ measure: joy, target: ">= 1" }]',
    '“measure” must be completion, up to date, coverage, task ratio or confusion.',
  ],
  [
    'a target without comparison',
    'gates: [{ measure: completion, target: 90 }]',
    '“target” must be a comparison in quotes, as in ">= 90" or "<= 1.2".',
  ],
  [
    'a ratio without task',
    'gates: [{ measure: task ratio, target: "<= 1" }]',
    '“measure” task ratio needs a task, as in task: first-invoice/enter-invoice.',
  ],
  [
    'a task without ratio',
    'gates: [{ measure: coverage, task: a/b, target: ">= 1" }]',
    '“task” belongs to the measure task ratio.',
  ],
  [
    'an audience of what is measured of everybody',
    'gates: [{ measure: confusion, audience: ap-daily, target: "<= 1" }]',
    '“audience” belongs to the measure task ratio.',
  ],
  [
    'an audience that there is not',
    'gates: [{ measure: task ratio, task: a/b, audience: ap-dayly, target: "<= 1" }]',
    'There is no audience “ap-dayly”. Did you mean “ap-daily”?',
  ],
])('%s is told', async ([, rest, message]) => {
  const { compiled, problems } = await withMilestone(rest as string)
  expect(compiled).toBeNull()
  expect(problems.map((problem) => problem.message)).toEqual([message])
})

test('a slug given twice and an unknown field are told at their places', async () => {
  const { problems } = await written(
    'milestones:',
    '  - { slug: pilot, name: Pilot, date: today }',
    '  - { slug: pilot, name: Again, date: today }',
  )
  expect(problems).toEqual([
    { file: 'migration.yaml', line: 8, column: 13, message: '“pilot” is there twice in “milestones”.' },
  ])
  const [problem] = (await written('timezone: UTC', 'milestones: []')).problems
  expect(problem).toMatchObject({
    line: 6,
    column: 1,
    message: expect.stringContaining('Unknown field “timezone”. Did you mean “timeZone”?'),
  })
})

test('a time zone that there is not is told', async () => {
  const { problems } = await compileMigration('m.yaml', HEAD.join('\n').replace('Europe/London', 'Europe/Leeds'))
  expect(problems.map(({ message }) => message)).toContain(
    '“timeZone” must be a time zone of the IANA list, as in Europe/London.',
  )
})
