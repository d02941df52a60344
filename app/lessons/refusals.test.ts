import { expect, test } from 'vitest'
import { aShelf, compiledModule, problemsIn } from '#tests/makers/content.ts'

const NO_CODE: [what: string, words: string, place: string, message: RegExp][] = [
  ['an import', 'import fs from "node:fs"', '1:1', /“import” cannot be used/],
  ['an export', 'Text.\n\nexport const limit = 5000', '3:1', /“export” cannot be used/],
  ['a default export', 'export default () => null', '1:1', /“export” cannot be used/],
  ['an import that is not even JavaScript', 'import what you need', '1:1', /begins with “import” or “export”/],
  ['a flow expression', '{1 + 1}', '1:1', /^\S+ \{1 \+ 1\} is an expression/],
  ['a function', 'Text {() => process.exit()} text.', '1:6', /is an expression/],
  ['an expression beside a comment', '{/* fine */ globalThis}', '1:1', /is an expression/],
  ['an empty expression', 'Text {} text.', '1:6', /is an expression/],
  ['an expression that never closes', 'Text {1 + ', '1:11', /A \{ begins an expression/],
  ['an expression as attribute', '<Callout kind={"note"}>Text</Callout>', '1:10', /kind=\{…\} cannot be used/],
  ['a template as attribute', '<Callout kind="note" title={`a`}>Text</Callout>', '1:22', /title=\{…\} cannot be used/],
  ['a spread', '<Callout {...{ kind: "note" }}>Text</Callout>', '1:10', /\{\.\.\.\} attributes cannot be used/],
  ['a script', '<script>alert(1)</script>', '1:1', /<script> cannot be used/],
  ['a frame', 'Text.\n\n<iframe src="https://example.com" />', '3:1', /<iframe> cannot be used/],
  ['a style', '<style>a</style>', '1:1', /<style> cannot be used/],
  ['a namespaced element', '<svg:script />', '1:1', /components have a name of one word/],
  [
    'an unknown component',
    '<Calout kind="note">Text</Calout>',
    '1:1',
    /Unknown component <Calout>. Did you mean “Callout”\?/,
  ],
  [
    'a member of an object',
    '<constructor.prototype>Text</constructor.prototype>',
    '1:1',
    /components have a name of one word\. There are Callout, /,
  ],
  ['a fragment', '<>Text</>', '1:1', /A fragment <> cannot be used/],
  ['an event handler', '<kbd onclick="alert(1)">F2</kbd>', '1:6', /<kbd> takes no attribute “onclick”/],
  [
    'a React handler on a component',
    '<Callout kind="note" onClick="x">T</Callout>',
    '1:22',
    /takes no attribute “onClick”/,
  ],
  [
    'HTML set by an attribute',
    '<Callout kind="note" dangerouslySetInnerHTML="x">T</Callout>',
    '1:22',
    /takes no attribute/,
  ],
  ['a style attribute', '<kbd style="color:red">F2</kbd>', '1:6', /takes no attribute “style”/],
  ['a javascript: link', 'See [this](javascript:alert(1)).', '1:5', /cannot lead to “javascript:alert\(1\)”/],
  ['a javascript: link in disguise', '[this](JaVa&#x53;cript:alert(1))', '1:1', /cannot lead to/],
  ['a javascript: link by reference', '[this][there]\n\n[there]: javascript:alert(1)', '1:1', /cannot lead to/],
  ['a vbscript: link', '[this](vbscript:x)', '1:1', /cannot lead to/],
  ['a data: link', '[this](data:text/html,x)', '1:1', /cannot lead to/],
  ['a link without a protocol', '[this](//example.com)', '1:1', /cannot lead to/],
  ['a data: picture', '![x](data:image/png;base64,AAAA)', '1:1', /must name a file of the media folder/],
  ['a picture of the web', '![x](https://example.com/x.png)', '1:1', /must name a file of the media folder/],
  ['media outside of the folder', '![x](media/../../etc/passwd.png)', '1:1', /must name a file of the media folder/],
  [
    'a component that is never closed',
    '<Callout kind="note">\n\nText',
    '1:1',
    /Expected a closing tag for `<Callout>`/,
  ],
  ['a component of playbooks', '<Say>Hello</Say>', '1:1', /<Say> cannot be used in a module/],
]

test.for(NO_CODE)('%s is refused with its place', async ([, words, place, message]) => {
  const [first] = await problemsIn(words)
  expect(first).toMatch(message)
  expect(first?.split(' ', 1)[0]).toBe(place)
})

const INSTEAD: [what: string, words: string, messages: string[]][] = [
  [
    'an attribute that is there',
    '<Callout kind={a}>T</Callout>',
    ['kind={…} cannot be used: authors cannot run code. Write kind="text".'],
  ],
  [
    'an attribute that is not',
    '<Callout kind="note" type={a}>T</Callout>',
    ['type={…} cannot be used: authors cannot run code. <Callout> takes kind, title.'],
  ],
  [
    'attributes of all kinds',
    '<Callout {...a}>T</Callout>',
    [
      '{...} attributes cannot be used: authors cannot run code. <Callout> takes kind, title, each written as name="text".',
    ],
  ],
  [
    'HTML that takes none',
    '<kbd id={a}>F2</kbd>',
    ['id={…} cannot be used: authors cannot run code. <kbd> takes no attributes.'],
  ],
  [
    'a quoted space',
    'a{" "}b',
    ['{" "} is an expression: authors cannot run code. Write the text without braces and quotation marks.'],
  ],
  ['an export', 'export const a = 1', ['“export” cannot be used: authors cannot run code. Leave it out.']],
]

test.for(INSTEAD)('who is refused %s is told what to write instead', async ([, words, messages]) => {
  expect((await problemsIn(words)).map((problem) => problem.replace(/^\S+ /, ''))).toEqual(messages)
})

test('an attribute of what is not there has nothing to be written instead', async () => {
  const [unknown, ...attributes] = await problemsIn('<Tab items={["a"]} {...b} />')
  expect(unknown).toMatch(/^1:1 Unknown component <Tab>\. There are Callout, /)
  expect(attributes).toEqual([
    '1:6 items={…} cannot be used: authors cannot run code.',
    '1:20 {...} attributes cannot be used: authors cannot run code.',
  ])
})

test('front matter that is a program is refused and never run', async () => {
  const program = '---js\n{ title: (globalThis.wasRun = true, "x") }\n---\n\nText'
  expect(await problemsIn(program)).toEqual([
    '1:1 Front matter opens with a line of three hyphens and nothing else; it is always YAML.',
  ])
  expect(globalThis).not.toHaveProperty('wasRun')
})

test('what looks like front matter further down is text', async () => {
  const { lesson } = await compiledModule('\n---js\n{/* a comment */}\n---\n')
  expect(JSON.stringify(lesson.blocks)).toContain('—js'.slice(1))
})

test('comments are allowed, and leave nothing behind', async () => {
  const { lesson } = await compiledModule('Before {/* for authors only */} after.\n\n{/* and here */}')
  expect(lesson.blocks[0]).toMatchObject({ nodes: [{ html: '<p>Before  after.</p>' }] })
})

test('braces, signs and tags are text when they are escaped or code', async () => {
  const { lesson } = await compiledModule('Write \\{ and \\< and `{x} <script>`.')
  expect(lesson.blocks[0]).toMatchObject({
    nodes: [{ html: '<p>Write { and &#x3C; and <code>{x} &#x3C;script></code>.</p>' }],
  })
})

test('the few HTML tags that Markdown has no sign for are allowed', async () => {
  const { lesson } = await compiledModule(
    'Press <kbd>F2</kbd>, H<sub>2</sub>O<br />x<sup>2</sup>\n\n<details open>\n<summary>More</summary>\n\nText\n\n</details>',
  )
  const html = JSON.stringify(lesson.blocks)
  for (const tag of ['<kbd>F2</kbd>', '<sub>2</sub>', '<br>', '<details open>', '<summary>More</summary>']) {
    expect(html).toContain(tag)
  }
})

test('every problem of a file is told, in the order of its lines', async () => {
  const problems = await problemsIn('<Foo />\n\n{1}\n\n[a](javascript:x)\n\n<Callout kind="not">Text</Callout>')
  expect(problems.map((problem) => problem.split(' ', 1)[0])).toEqual(['1:1', '3:1', '5:1', '7:10'])
})

test('links lead to modules, blocks, pages, media and the web', async () => {
  const { lesson, references } = await compiledModule(
    '[a](approve) [b](approve#limits) [c](../wave-1/approve.mdx) [d](#here) [e](https://example.com) [f](mailto:ap@example.com) [g](/reports) [h](media/sheet.png)\n\n## Here',
    { media: aShelf('sheet.png') },
  )
  expect([...JSON.stringify(lesson).matchAll(/href=\\"(.*?)\\"/g)].map(([, href]) => href)).toEqual([
    '/modules/approve',
    '/modules/approve#limits',
    '/modules/approve',
    '#here',
    'https://example.com',
    'mailto:ap@example.com',
    '/reports',
    '/media/hash-of-sheet-png.png',
  ])
  expect(references).toEqual([
    { to: 'module', module: 'approve', block: null, line: 4, column: 1 },
    { to: 'module', module: 'approve', block: 'limits', line: 4, column: 14 },
    { to: 'module', module: 'approve', block: null, line: 4, column: 34 },
  ])
})

test('a link to a block that is not here names the nearest', async () => {
  expect(await problemsIn('[a](#limit)\n\n## Limits')).toEqual([
    '1:1 There is no block or heading “limit” here. Did you mean “limits”?',
  ])
})
