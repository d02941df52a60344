import { expect, test } from 'vitest'
import { compiledModule, problemsIn } from '#tests/makers/content.ts'

/** A file of front matter only. */
const withHeader = (...lines: string[]) => ['---', ...lines, '---', '', 'Text.'].join('\n')

const WRONG: [what: string, lines: string[], problem: string][] = [
  [
    'a kind that there is not',
    ['title: A', 'kind: lessson'],
    '3:7 “kind” must be lesson, lab, video, quick reference, update or runbook.',
  ],
  [
    'a release that is a number',
    ['title: A', 'release: 2026.1'],
    '3:10 “release” must stand in quotes, as in "2026.1": as a number, 2026.10 would be 2026.1.',
  ],
  ['minutes that are none', ['title: A', 'minutes: soon'], '3:10 “minutes” must be a number.'],
  ['half minutes', ['title: A', 'minutes: 2.5'], '3:10 “minutes” must be a whole number.'],
  ['a mark above 100', ['title: A', 'complete: { checks: 800 }'], '3:21 “checks” must be at most 100.'],
  [
    'a rule of another form',
    ['title: A', 'complete:', '  tasks: every'],
    '4:10 “tasks” must be all, or a list of ids of tasks.',
  ],
  [
    'an audience that is no slug',
    ['title: A', 'audiences: [ap-daily, AP Daily]'],
    '3:23 Each of “audiences” must be lower case letters, digits and single hyphens.',
  ],
  [
    'a text in place of a list',
    ['title: A', 'audiences: ap-daily'],
    '3:12 “audiences” must be a list, as in [one, two].',
  ],
  [
    'a role whose people belong to no migration',
    ['title: A', 'roles: [champion, admin]'],
    '3:19 Each of “roles” cannot be admin: administrators belong to no migration, and nobody would be asked. Allowed: champion, trainer, lead.',
  ],
  [
    'a role that there is not',
    ['title: A', 'roles: [manager]'],
    '3:9 Each of “roles” must be champion, trainer or lead.',
  ],
  ['an empty title', ['title: ""'], '2:8 “title” is empty.'],
  [
    'an update of nothing',
    ['title: A', 'kind: update'],
    '3:7 An update names the module that it updates: add `updates: its-slug`.',
  ],
  ['updates without an update', ['title: A', 'updates: approve'], '3:1 “updates” belongs to `kind: update`.'],
  [
    'a rule for a quick reference',
    ['title: A', 'kind: quick reference', 'complete: { guided: true }'],
    '4:1 A quick reference needs no completion; leave “complete” out.',
  ],
  ['an alias', ['title: A', 'summary: *t'], '3:10 *t repeats another value; write it out.'],
  [
    'tasks where there are none',
    ['title: A', 'complete: { tasks: all }'],
    '3:13 The rule names tasks, and this module has no task or lab.',
  ],
  [
    'a block that is said to be gone but is here',
    ['title: A', 'removed: [start, here]'],
    '3:11 The block “start” is still here.',
  ],
]

test.for(WRONG)('%s is told at its place', async ([, lines, problem]) => {
  expect(await problemsIn(withHeader(...lines))).toEqual([problem])
})

test('an unknown field is told at its name, with the nearest and all that are allowed', async () => {
  const [problem] = await problemsIn(withHeader('title: A', 'audience: [ap-daily]'))
  expect(problem).toMatch(/^3:1 Unknown field “audience”\. Did you mean “audiences”\? Allowed: title, kind, summary, /)
  const [nested] = await problemsIn(withHeader('title: A', 'complete:', '  task: all'))
  expect(nested).toBe('4:3 Unknown field “task”. Did you mean “tasks”? Allowed: tasks, checks, videos, guided.')
})

test('YAML that cannot be read is told where it breaks', async () => {
  const [problem] = await problemsIn(withHeader('title: A', 'summary: "never closed'))
  expect(problem).toMatch(/^\d:\d+ This is not YAML: Missing closing "quote/)
})

test('front matter that never closes is told', async () => {
  expect(await problemsIn('---\ntitle: A\n\nText.')).toEqual([
    '1:1 Front matter opens here and never closes. End it with a line of three hyphens.',
  ])
})

test('problems of front matter and of the text are told together', async () => {
  const problems = await problemsIn('---\ntitle: A\ndue: -1\n---\n\n{1}')
  expect(problems.map((problem) => problem.split(' ', 1)[0])).toEqual(['3:6', '6:1'])
})

test('a module needs a title and nothing else', async () => {
  expect(await problemsIn('---\nkind: lesson\n---\nText.')).toEqual([
    '1:1 A module needs a title: write `title:` in its front matter, or a first `# heading`.',
  ])
  const { header, lesson } = await compiledModule('---\ntitle: Find your way\n---\n')
  expect(lesson).toEqual({
    title: 'Find your way',
    kind: 'lesson',
    summary: null,
    minutes: 1,
    rule: { requirements: [{ need: 'confirmation' }], guided: false },
    blocks: [],
  })
  expect(header).toEqual({
    audiences: [],
    roles: [],
    release: '1',
    due: 0,
    optional: false,
    refresh: 'changed',
    updates: null,
    needs: [],
    was: null,
    removed: [],
  })
})

test('minutes follow from the words, at two hundred a minute', async () => {
  const { lesson } = await compiledModule('word '.repeat(401))
  expect(lesson.minutes).toBe(3)
})

test('a block can say what it was', async () => {
  const { header } = await compiledModule(
    '---\ntitle: A\nwas: { limit: limits }\nremoved: [slips]\n---\n\n## Your limits [#limits]',
  )
  expect(header).toMatchObject({ was: { limit: 'limits' }, removed: ['slips'] })
  expect(await problemsIn('---\ntitle: A\nwas: { limits: limit }\n---\n\n## Your limits [#limits]')).toEqual([
    '3:8 The block “limits” is still here; it cannot be what “limit” was.',
    '3:16 There is no block “limit” here. Did you mean “limits”?',
  ])
})

test('a mistake far down in front matter that never ends where it should is told at a place that there is', async () => {
  const text = withHeader('title: A', '', '| a | b |', '', 'x: { y: z', 'more: [ a: b: c', '  d: "e",', '}: f: g: h')
  const lines = text.split('\n')
  for (const problem of await problemsIn(text)) {
    const [, line = '', column = ''] = /^(\d+):(\d+) /.exec(problem) ?? []
    expect(Number(column)).toBeLessThanOrEqual((lines[Number(line) - 1]?.length ?? -1) + 1)
  }
})
