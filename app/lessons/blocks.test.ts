import { expect, test } from 'vitest'
import { aShelf, compiledModule } from '#tests/makers/content.ts'
import type { MediaShelf } from './media.ts'
import type { Lesson } from './tree.ts'

const htmlOf = ({ blocks }: Lesson) =>
  blocks
    .flatMap((block) => (block.kind === 'section' ? block.nodes : []))
    .map((node) => ('html' in node ? node.html : ''))

test('every ## opens a block; what comes before is the start; ### stays inside and can be linked', async () => {
  const { lesson, ids } = await compiledModule(
    'Before.\n\n## What changes for you?\n\nText.\n\n### Detail\n\nMore.\n\n## Die Prüfung, Łódź',
  )
  expect(lesson.blocks.map(({ id, title, kind, parent }) => [id, title, kind, parent])).toEqual([
    ['start', 'Start', 'section', null],
    ['what-changes-for-you', 'What changes for you?', 'section', null],
    ['die-prufung-lodz', 'Die Prüfung, Łódź', 'section', null],
  ])
  expect(htmlOf(lesson)[1]).toBe('<p>Text.</p>\n<h3 id="detail">Detail</h3>\n<p>More.</p>')
  expect(ids).toContain('detail')
})

test('a pinned id stays when the heading is reworded', async () => {
  const { lesson } = await compiledModule('## Limits *for you* [#limits]')
  expect(lesson.blocks[0]).toMatchObject({ id: 'limits', title: 'Limits for you' })
})

test('the first # heading is the title, and is not said twice', async () => {
  const own = await compiledModule('---\nkind: lesson\n---\n# Find your way\n\nText.')
  expect(own.lesson.title).toBe('Find your way')
  const twice = await compiledModule('---\ntitle: Find your way\n---\n# Find your way\n\nText.')
  expect(twice.lesson.blocks).toEqual(own.lesson.blocks)
  const other = await compiledModule('---\ntitle: Find your way\n---\n# In Meridian\n\nText.')
  expect(other.lesson.blocks[0]).toMatchObject({ id: 'in-meridian', title: 'In Meridian' })
})

test('tasks, checks and films stand in their section, and their answers apart', async () => {
  const { lesson, keys } = await compiledModule(
    [
      '## Practise',
      '',
      'Read.',
      '',
      '<Task id="drill" title="The way back" baseline="15m00s" target where="Sandbox">Do **it**.</Task>',
      '',
      'Read on.',
      '',
      '<Check id="which" title="Which?">',
      '  <Question id="same" multiple>',
      '    Same number. What do you do?',
      '    <Choice says="No.">Submit it</Choice>',
      '    <Choice right says="Right.">Compare **both**</Choice>',
      '    <Choice right>Ask</Choice>',
      '  </Question>',
      '</Check>',
    ].join('\n'),
  )
  expect(lesson.blocks).toMatchObject([
    {
      id: 'practise',
      nodes: [{ html: '<p>Read.</p>' }, { block: 'drill' }, { html: '<p>Read on.</p>' }, { block: 'which' }],
    },
    {
      id: 'drill',
      kind: 'task',
      parent: 'practise',
      definition: {
        setting: 'outside',
        html: '<p>Do <strong>it</strong>.</p>',
        where: 'Sandbox',
        baseline: { ms: 900_000, source: 'target' },
      },
    },
    {
      id: 'which',
      kind: 'check',
      parent: 'practise',
      definition: {
        html: '',
        questions: [
          {
            id: 'same',
            html: '<p>Same number. What do you do?</p>',
            multiple: true,
          },
        ],
      },
    },
  ])
  const check = lesson.blocks.at(-1)
  const [question] = check?.kind === 'check' ? check.definition.questions : []
  const choices = question?.kind === undefined ? (question?.choices ?? []) : []
  expect(Object.fromEntries(choices.map(({ id, html }) => [html, keys.which?.same?.[id as never]]))).toEqual({
    'Submit it': { right: false, says: 'No.' },
    'Compare <strong>both</strong>': { right: true, says: 'Right.' },
    Ask: { right: true, says: null },
  })
  expect(JSON.stringify(lesson)).not.toContain('right')
  expect(JSON.stringify(lesson)).not.toContain('Right.')
})

test('a film has its captions, poster and transcript', async () => {
  const { lesson } = await compiledModule(
    '<Video id="tour" title="A tour" src="media/tour.mp4" captions="media/tour.vtt" poster="media/tour.png">\n\nThis is the *Inbox*.\n\n</Video>',
    { media: aShelf('tour.mp4', 'tour.vtt', 'tour.png') },
  )
  expect(lesson.blocks).toMatchObject([
    { id: 'start', nodes: [{ block: 'tour' }] },
    {
      id: 'tour',
      kind: 'video',
      definition: {
        src: '/media/hash-of-tour-mp4.mp4',
        type: 'video/mp4',
        captions: '/media/hash-of-tour-vtt.vtt',
        poster: '/media/hash-of-tour-png.png',
        html: '<p>This is the <em>Inbox</em>.</p>',
      },
    },
  ])
})

test('components without anything to act on are plain HTML', async () => {
  const { lesson } = await compiledModule(
    [
      '<Callout kind="caution">Mind **this**.</Callout>',
      '',
      '<Steps>\n\n1. One\n2. Two\n\n</Steps>',
      '',
      'A <Term means="An invoice in Ledgerline">voucher</Term>.',
      '',
      '<Screenshot src="media/header.png" alt="The header" caption="It comes first." />',
      '',
      '<QuickReference title="Tax codes">\n\nT1\n\n</QuickReference>',
    ].join('\n'),
    { media: aShelf('header.png') },
  )
  expect(htmlOf(lesson).join('').split('\n')).toEqual([
    '<div class="callout callout-caution" role="note"><p class="callout-title">Caution</p><p>Mind <strong>this</strong>.</p></div>',
    '<div class="steps"><ol>',
    '<li>One</li>',
    '<li>Two</li>',
    '</ol></div>',
    '<p>A <dfn class="term" tabindex="0">voucher<span class="term-means">An invoice in Ledgerline</span></dfn>.</p>',
    '<figure class="screenshot"><img src="/media/hash-of-header-png.png" alt="The header" width="640" height="360" loading="lazy" decoding="async"><figcaption>It comes first.</figcaption></figure>',
    '<section class="quick-reference"><h3>Tax codes</h3><p>T1</p></section>',
  ])
})

test('a comparison names the products, and every cell its column, for narrow screens', async () => {
  const { lesson } = await compiledModule(
    '<BeforeAfter>\n\n| | | |\n|---|---|---|\n| Open | F7 | **Invoices** |\n\n</BeforeAfter>',
  )
  expect(htmlOf(lesson)).toEqual([
    '<div class="before-after"><table class="table" role="table"><thead role="rowgroup"><tr role="row"><td role="cell"></td><th scope="col" role="columnheader">Ledgerline</th><th scope="col" role="columnheader">Meridian</th></tr></thead><tbody role="rowgroup"><tr role="row"><th scope="row" role="rowheader">Open</th><td role="cell" data-label="Ledgerline">F7</td><td role="cell" data-label="Meridian"><strong>Invoices</strong></td></tr></tbody></table></div>',
  ])
})

test('figures of a table align right, task lists say what is done, footnotes lead back', async () => {
  const { lesson } = await compiledModule(
    '| Code | Rate |\n|:--|--:|\n| T1 | 20.00 |\n\n- [x] done\n- [ ] open\n\nText[^1].\n\n[^1]: A note.',
  )
  const html = htmlOf(lesson).join('')
  expect(html).toContain('<td role="cell" class="right" data-label="Rate">20.00</td>')
  expect(html).toContain('<input type="checkbox" checked disabled aria-label="Done">')
  expect(html).toContain('<input type="checkbox" disabled aria-label="Not done">')
  expect(html).toContain('<a href="#note--fn-1" id="note--fnref-1"')
  expect(html).toContain('<a href="#note--fnref-1"')
})

test('code is coloured by classes, never by inline styles; unknown languages stay plain', async () => {
  const { lesson } = await compiledModule('```sql\nselect 1 -- one\n```\n\n```ledgerline\nF2 <b>\n```')
  const html = htmlOf(lesson).join('')
  expect(html).toContain('<pre tabindex="0"><code class="language-sql"><span class="code-keyword">select</span>')
  expect(html).toContain('<span class="code-comment">-- one</span>')
  expect(html).toContain('<code class="language-ledgerline">F2 &#x3C;b>\n</code>')
  expect(html).not.toContain('style=')
})

test('the words of each block are kept for search, without markup', async () => {
  const { words } = await compiledModule('Press **F2**.\n\n## Codes\n\n| Code | Rate |\n|-|-|\n| T1 | 20 |')
  expect(words).toEqual({ start: 'Press F2.', codes: 'Code Rate T1 20' })
})

const hashOf = async (words: string, media: MediaShelf = {}) =>
  (await compiledModule(words, { media })).lesson.blocks.map(({ hash }) => hash)

const LAB = (says: string, baseline: string) =>
  `<Lab id="enter" title="Enter"${baseline}>\n  Do it.\n\n  <Screen id="a" title="A">\n    <Action label="Go" submits says="${says}" />\n  </Screen>\n</Lab>`

test('a hash stays when only white space, ids or baselines change', async () => {
  const written =
    '## Limits\n\nUp to **5,000** net,\none approver.\n\n- one\n- two\n\n<Callout kind="note">Text</Callout>'
  const rewritten =
    '## Limits [#your-limits]\n\n\nUp to **5,000**   net, one approver.\n\n- one\n\n- two\n\n<Callout\n  kind="note"\n>\n\nText\n\n</Callout>'
  expect(await hashOf(rewritten)).toEqual(await hashOf(written))
  expect(await hashOf(LAB('Done.', ' baseline="3m10s"'))).toEqual(await hashOf(LAB(' Done. ', '')))
})

test('a hash changes with what is taught', async () => {
  const [before] = await hashOf('## Limits\n\nUp to 5,000 net.')
  for (const words of [
    '## Limits\n\nUp to 6,000 net.',
    '## Limit\n\nUp to 5,000 net.',
    '## Limits\n\nUp to *5,000* net.',
  ]) {
    expect((await hashOf(words))[0]).not.toBe(before)
  }
})

test('a hash changes with an answer key, an expectation, a link and the content of a picture', async () => {
  const check = (right: string) =>
    `<Check id="c" title="C">\n<Question id="q">\nA or B?\n\n<Choice ${right}>A</Choice>\n<Choice right>B</Choice>\n</Question>\n</Check>`
  expect(await hashOf(check('says="x"'))).not.toEqual(await hashOf(check('says="y"')))
  expect(await hashOf(LAB('Done.', ''))).not.toEqual(await hashOf(LAB('Sent.', '')))
  expect(await hashOf('[a](approve)')).not.toEqual(await hashOf('[a](approve#limits)'))
  const picture = aShelf('a.png')
  const repainted = { 'a.png': { ...aShelf('a.png')['a.png'], hash: 'other' } } as MediaShelf
  expect(await hashOf('![a](media/a.png)', picture)).not.toEqual(await hashOf('![a](media/a.png)', repainted))
})

test('white space in code counts', async () => {
  expect(await hashOf('```\na b\n```')).not.toEqual(await hashOf('```\na  b\n```'))
})

test('what is practised in a section is no part of its own hash', async () => {
  const [section] = await hashOf(`## Practise\n\nText.\n\n${LAB('Done.', '')}`)
  const [changed] = await hashOf(`## Practise\n\nText.\n\n${LAB('Sent.', '')}`)
  expect(changed).toBe(section)
})
