import { expect, test } from 'vitest'
import { aShelf, aSource, PRODUCTS } from '#tests/makers/content.ts'
import { compilePlaybook } from './playbook.server.ts'

const HEADER = '---\ntitle: Your first cohort session\nsummary: An hour that takes away fear.\nminutes: 45\n---\n'
const compiled = (words: string) =>
  compilePlaybook(aSource(HEADER + words, { media: aShelf('tour.mp4', 'tour.vtt') }), PRODUCTS)

test('a playbook is sections with agenda, words to say, checklists and films', async () => {
  const { compiled: result, problems } = await compiled(
    [
      '',
      'Read this first.',
      '',
      '## Before',
      '',
      '<Checklist title="The day before">',
      '',
      '- [ ] Book the **room**',
      '- Send the invitation',
      '',
      '</Checklist>',
      '',
      '## The session',
      '',
      '<Agenda>',
      '  <Part title="Welcome" minutes="5" who="Champion" module="find-your-way">',
      '    Let people arrive.',
      '',
      '    <Say>Nobody sees your time.</Say>',
      '',
      '    <Video id="tour" title="A tour" src="media/tour.mp4" captions="media/tour.vtt">Words.</Video>',
      '  </Part>',
      '  <Part title="Welcome" minutes="40">Practise.</Part>',
      '</Agenda>',
    ].join('\n'),
  )
  expect(problems).toEqual([])
  expect(result?.playbook).toEqual({
    title: 'Your first cohort session',
    summary: 'An hour that takes away fear.',
    minutes: 45,
    sections: [
      { id: 'start', title: 'Start', nodes: [{ html: '<p>Read this first.</p>' }] },
      {
        id: 'before',
        title: 'Before',
        nodes: [
          {
            checklist: {
              id: 'the-day-before',
              title: 'The day before',
              items: [
                { id: 'the-day-before/1', html: 'Book the <strong>room</strong>' },
                { id: 'the-day-before/2', html: 'Send the invitation' },
              ],
            },
          },
        ],
      },
      {
        id: 'the-session',
        title: 'The session',
        nodes: [
          {
            agenda: [
              {
                id: 'welcome',
                title: 'Welcome',
                minutes: 5,
                who: 'Champion',
                module: 'find-your-way',
                nodes: [
                  { html: '<p>Let people arrive.</p>' },
                  { say: '<p>Nobody sees your time.</p>' },
                  {
                    video: {
                      id: 'tour',
                      title: 'A tour',
                      src: '/media/hash-of-tour-mp4.mp4',
                      type: 'video/mp4',
                      captions: '/media/hash-of-tour-vtt.vtt',
                      poster: null,
                      seconds: 60,
                      html: '<p>Words.</p>',
                    },
                  },
                ],
              },
              {
                id: 'welcome-2',
                title: 'Welcome',
                minutes: 40,
                who: null,
                module: null,
                nodes: [{ html: '<p>Practise.</p>' }],
              },
            ],
          },
        ],
      },
    ],
  })
  expect(result?.references).toEqual([{ to: 'module', module: 'find-your-way', block: null, line: 21, column: 52 }])
})

test.for([
  ['a task', '<Task id="t" title="T">Do it.</Task>', '<Task> cannot be used in a playbook.'],
  [
    'an expression',
    'In {minutes} minutes',
    '{minutes} is an expression: authors cannot run code. Write \\{ for a brace, or {/* … */} for a comment.',
  ],
  [
    'a part without agenda',
    '<Part title="A" minutes="5">Text</Part>',
    '<Part> cannot stand here; it belongs in <Agenda>.',
  ],
  [
    'a time that is none',
    '<Agenda><Part title="A" minutes="five">T</Part></Agenda>',
    '“minutes” of <Part> must be a whole number of minutes, not “five”.',
  ],
  ['an empty agenda', '<Agenda></Agenda>', '<Agenda> needs at least one <Part>.'],
  [
    'an unknown variable',
    'On \\{\\{session.day}}',
    'Unknown variable {{session.day}}. Did you mean “session.date”? There are {{learner.firstName}}, {{champion.firstName}}, {{session.date}}, {{product.old}}, {{product.new}}, {{milestone.name}}, {{milestone.date}}.',
  ],
  ['a checklist of words', '<Checklist title="A">Text</Checklist>', '<Checklist> stands around one list.'],
] as const)('%s is refused in a playbook', async ([, words, message]) => {
  const { compiled: result, problems } = await compiled(`\n${words}\n`)
  expect(result).toBeNull()
  expect(problems.map((problem) => problem.message)).toContain(message)
})

test('a playbook says how long it takes', async () => {
  const { problems } = await compilePlaybook(aSource('---\ntitle: A\n---\n'), PRODUCTS)
  expect(problems.map(({ message }) => message)).toEqual(['“minutes” is missing.'])
})
