import { expect, test } from 'vitest'
import { aShelf, compiledModule, problemsIn, unmarked } from '#tests/makers/content.ts'

const media = aShelf('header.png', 'tour.mp4', 'tour.vtt')
const video = (rest: string) => `<Video id="v" title="V" ${rest}>\n\nWords.\n\n</Video>`

const ALONE = '<Task> stands on lines of its own, outside of lists and quotations, with an empty line before and after.'
const NOTHING = '<Screenshot> holds nothing: write it as <Screenshot … />.'
const TABLE = '<BeforeAfter> stands around one table of two columns (old, new) or three (step, old, new).'

/** `§` marks where the problem is told. */
const WRONG: [what: string, marked: string, message: string][] = [
  ['a missing attribute', '§<Term>word</Term>', '<Term> needs “means”.'],
  [
    'a missing attribute of few words',
    '§<Callout>T</Callout>',
    '<Callout> needs “kind” (note, tip, caution or critical).',
  ],
  ['two missing attributes', '§<Screenshot src="media/header.png" />', '<Screenshot> needs “alt”.'],
  [
    'an unknown attribute',
    '<Callout kind="note" §titel="A">T</Callout>',
    '<Callout> takes no attribute “titel”. Did you mean “title”? It takes kind, title.',
  ],
  [
    'a value that there is not',
    '<Callout §kind="notes">T</Callout>',
    '“kind” of <Callout> must be note, tip, caution or critical, not “notes”. Did you mean “note”?',
  ],
  ['an empty value', '<Term §means="">word</Term>', '“means” of <Term> needs text: means="…".'],
  [
    'a text that stands alone',
    '<Callout kind="note" §title>T</Callout>',
    '“title” of <Callout> needs text: title="…".',
  ],
  [
    'a time that is none',
    '<Task id="t" title="T" §baseline="3:10">Do it.</Task>',
    '“baseline” of <Task> must be a time as in 3m10s, not “3:10”.',
  ],
  [
    'a flag with a value',
    '<Task id="t" title="T" baseline="3m" §target="yes">Do it.</Task>',
    '“target” of <Task> stands alone: write it without a value, or leave it out.',
  ],
  [
    'a link that is none',
    '<Task id="t" title="T" where="Sandbox" §link="sandbox">Do it.</Task>',
    '“link” of <Task> must be an address as in https://sandbox.example.com, not “sandbox”.',
  ],
  [
    'a link that would run',
    '<Task id="t" title="T" §link="javascript:alert(1)">Do it.</Task>',
    '“link” of <Task> must be an address as in https://sandbox.example.com, not “javascript:alert(1)”.',
  ],
  [
    'an id that is none',
    '<Task §id="Do It" title="T">Do it.</Task>',
    '“id” of <Task> must be lower case letters, digits and single hyphens, not “Do It”.',
  ],
  [
    'a picture that is not there',
    '<Screenshot §src="media/heater.png" alt="A" />',
    '“src” of <Screenshot> names media/heater.png, which is not there. Did you mean “header.png”?',
  ],
  [
    'a picture that is a film',
    '<Screenshot §src="media/tour.mp4" alt="A" />',
    '“src” of <Screenshot> must be a picture (png, jpg, jpeg, webp, avif, gif, svg), not “media/tour.mp4”.',
  ],
  [
    'a film of the web',
    video('§src="https://example.com/v.mp4" captions="media/tour.vtt"'),
    '“src” of <Video> must name a file of the media folder, as in media/name.mp4, not “https://example.com/v.mp4”.',
  ],
  ['a film without captions', `§${video('src="media/tour.mp4"')}`, '<Video> needs “captions”.'],
  [
    'a film without transcript',
    '§<Video id="v" title="V" src="media/tour.mp4" captions="media/tour.vtt" />',
    '<Video> needs its transcript as text between its tags.',
  ],
  ['a block in a list', '- one\n- §<Task id="t" title="T">Do it.</Task>', ALONE],
  ['a block among words', 'First §<Task id="t" title="T">do it</Task>, then go.', ALONE],
  [
    'a block in a component',
    '<Callout kind="note">\n\n§<Task id="t" title="T">Do it.</Task>\n\n</Callout>',
    '<Task> cannot stand in <Callout>; it belongs outside of other components.',
  ],
  [
    'a choice without a question',
    '§<Choice right>Yes</Choice>',
    '<Choice> cannot stand here; it belongs in <Question>.',
  ],
  [
    'a component in itself',
    '<Callout kind="note">\n\n§<Callout kind="tip">T</Callout>\n\n</Callout>',
    '<Callout> cannot stand in another <Callout>.',
  ],
  ['words in a component that holds none', '<Screenshot src="media/header.png" alt="A">§words</Screenshot>', NOTHING],
  ['a paragraph in a word', '<Term means="m">\n\n§- a list\n\n</Term>', '<Term> holds one line of text.'],
  ['an empty callout', '§<Callout kind="note"></Callout>', '<Callout> is empty: write its text between its tags.'],
  ['steps without a list', '§<Steps>First, then second.</Steps>', '<Steps> stands around one numbered list.'],
  ['steps of bullets', '§<Steps>\n\n- one\n\n</Steps>', '<Steps> stands around one numbered list.'],
  ['a comparison without table', '§<BeforeAfter>Old and new</BeforeAfter>', TABLE],
  [
    'a comparison of four',
    '§<BeforeAfter>\n\n| a | b | c | d |\n|-|-|-|-|\n| 1 | 2 | 3 | 4 |\n\n</BeforeAfter>',
    TABLE,
  ],
  ['a check without question', '§<Check id="c" title="C">Think.</Check>', '<Check> needs at least one <Question>.'],
  [
    'a question with one choice',
    '<Check id="c" title="C">\n§<Question id="q">\nWhat?\n\n<Choice right>This</Choice>\n</Question>\n</Check>',
    '<Question> needs at least two choices.',
  ],
  [
    'a question that nobody can answer',
    '<Check id="c" title="C">\n§<Question id="q">\nWhat?\n\n<Choice>This</Choice>\n<Choice>That</Choice>\n</Question>\n</Check>',
    'No choice of this question is right: write `right` on it.',
  ],
  [
    'two right choices of one',
    '<Check id="c" title="C">\n<Question id="q">\nWhat?\n\n<Choice right>This</Choice>\n<Choice §right>That</Choice>\n</Question>\n</Check>',
    'A second choice is right: write `multiple` on the question, or leave one out.',
  ],
]

test.for(WRONG)('%s is told at its place', async ([, marked, message]) => {
  const { words, place } = unmarked(marked)
  expect(await problemsIn(words, { media })).toEqual([`${place} ${message}`])
})

test('ids are unique among headings and components', async () => {
  expect(await problemsIn('## Drill\n\n<Task id="drill" title="T">Do it.</Task>')).toEqual([
    '1:1 The id “drill” of this heading is taken (line 6). Pin another: ## Words [#another-id].',
  ])
  expect(await problemsIn('## One [#same]\n\n## Two [#same]')).toEqual([
    '3:1 The id “same” is taken (line 4). Ids are unique in a module.',
  ])
  expect(await problemsIn('## Same\n\n## Same')).toHaveLength(1)
})

test('a pinned id of another form is told', async () => {
  expect(await problemsIn('## Words [#An Id]')).toEqual([
    '1:1 “An Id” cannot be an id: use lower case letters, digits and single hyphens.',
  ])
})

test('a component of one line and one of many lines are the same', async () => {
  const inOne = await compiledModule('<Callout kind="note">Text</Callout>')
  const inMany = await compiledModule('<Callout kind="note">\n\nText\n\n</Callout>')
  expect(inOne.lesson.blocks).toEqual(inMany.lesson.blocks)
})

test('a task outside says where it is done, and leads there', async () => {
  const { lesson } = await compiledModule(
    '<Task id="t" title="T" where="Sandbox" link="https://sandbox.example.com/start">Do it.</Task>',
  )
  expect(lesson.blocks.find(({ id }) => id === 't')).toMatchObject({
    definition: { where: 'Sandbox', link: 'https://sandbox.example.com/start' },
  })
})
