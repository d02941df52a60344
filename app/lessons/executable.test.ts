import { expect, test } from 'vitest'
import { aContentFolder, aShelf, compiledModule, problemsIn } from '#tests/makers/content.ts'
import { readFolder } from './content-folder.server.ts'
import type { Lesson } from './tree.ts'

/*
 * Every construct that could execute, load or deceive, one by one. Each is refused in the syntax tree, before the bundler
 * sees the file; or it is nothing but text, and then the drawn page is looked at.
 */

const EXPRESSION = /is an expression: authors cannot run code/
const NAME = /components have a name of one word/
const BRACE = /A \{ begins an expression, and authors cannot run code/
const LINK = /^\S+ A link cannot lead to/
const UNKNOWN = /Unknown component/
const MARK = /mark here that changes the order of letters \(U\+20/
const raw = (tag: string) => new RegExp(`<${tag}> cannot be used`)

type Construct = [what: string, words: string, place: string, message: RegExp]

const IN_MDX: Construct[] = [
  ['an import', 'import fs from "node:fs"', '1:1', /“import” cannot be used/],
  ['an import for its effect', 'import "node:fs"', '1:1', /“import” cannot be used/],
  ['an import of types', 'import type { A } from "b"', '1:1', /begins with “import” or “export”/],
  ['an export of a value', 'export const frontmatter = { a: 1 }', '1:1', /“export” cannot be used/],
  ['an export of everything', 'export * from "node:fs"', '1:1', /“export” cannot be used/],
  [
    'a default export, which is a layout',
    'export default ({ children }) => children',
    '1:1',
    /“export” cannot be used/,
  ],
  ['an import that is called', 'Text {import("node:fs")}', '1:6', EXPRESSION],
  ['an expression in a text', 'Text {globalThis.ran = true} text', '1:6', EXPRESSION],
  ['an expression on lines of its own', '{\n  process.exit(1)\n}', '1:1', EXPRESSION],
  ['an expression that never ends', '{(() => { while (true) {} })()}', '1:1', EXPRESSION],
  [
    'a regular expression that takes for ever',
    '{/(a+)+$/.test("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")}',
    '1:1',
    EXPRESSION,
  ],
  ['a tagged template', '{String.raw`a`}', '1:1', EXPRESSION],
  ['an await', '{await fetch("/")}', '1:1', EXPRESSION],
  ['an element in an expression', '{<b>bold</b>}', '1:1', EXPRESSION],
  ['an expression in a heading', '## Part {props.number}', '1:9', EXPRESSION],
  ['an expression in a table', '| a |\n|---|\n| {1} |', '3:3', EXPRESSION],
  ['an expression in a component', '<Callout kind="note">Hello {name}</Callout>', '1:28', EXPRESSION],
  ['an expression in an attribute', '<Callout kind={"note"}>T</Callout>', '1:10', /kind=\{…\} cannot be used/],
  [
    'an object in an attribute',
    '<Callout kind="note" title={{ a: 1 }}>T</Callout>',
    '1:22',
    /title=\{…\} cannot be used/,
  ],
  ['an element in an attribute', '<Callout kind=<b/>>T</Callout>', '1:15', /Unexpected character `<`/],
  ['attributes that are spread', '<Callout {...props}>T</Callout>', '1:10', /\{\.\.\.\} attributes cannot be used/],
  ['children that are spread', '<Callout kind="note">{...[1]}</Callout>', '1:23', BRACE],
  ['a member of what is there', '<this.constructor.constructor>T</this.constructor.constructor>', '1:1', NAME],
  ['an element whose name is a property', '<props.components.Callout />', '1:1', NAME],
  ['a namespaced element', '<xlink:href />', '1:1', NAME],
  ['a namespaced attribute', '<kbd xlink:href="javascript:x">F2</kbd>', '1:6', /<kbd> takes no attribute “xlink:href”/],
  ['a component of the bundler', '<MDXLayout>T</MDXLayout>', '1:1', UNKNOWN],
  ['a function of the bundler', '<_createMdxContent />', '1:1', UNKNOWN],
  ['a property of every object as component', '<__proto__ />', '1:1', UNKNOWN],
  ['a property of every object as element', '<constructor />', '1:1', raw('constructor')],
  [
    'a property of every object as attribute',
    '<Callout kind="note" __proto__="x">T</Callout>',
    '1:22',
    /takes no attribute “__proto__”/,
  ],
  ['an event handler of HTML', '<kbd onclick="x()">F2</kbd>', '1:6', /takes no attribute “onclick”/],
  [
    'an event handler of React',
    '<Callout kind="note" onClick="x()">T</Callout>',
    '1:22',
    /takes no attribute “onClick”/,
  ],
  ['HTML in an attribute', '<Term means="m" dangerouslySetInnerHTML="<img>">T</Term>', '1:17', /takes no attribute/],
  ['a reference of React', '<Term means="m" ref="x">T</Term>', '1:17', /takes no attribute “ref”/],
  ['a key of React', '<Term means="m" key="x">T</Term>', '1:17', /takes no attribute “key”/],
  ['what the compiler keeps properties in', '<kbd data-properties="{}">F2</kbd>', '1:6', /takes no attribute/],
  ['a custom element', '<live-demo />', '1:1', raw('live-demo')],
  [
    'a directive of another system',
    '<Callout client:load kind="note">T</Callout>',
    '1:10',
    /takes no attribute “client:load”/,
  ],
  ['a comment of HTML', '<!-- words -->', '1:2', /A comment is written \{\/\* … \*\/\} here/],
  ['a link in angle brackets', '<https://example.com>', '1:8', /A link is written \[words\]/],
  ...['script', 'style', 'iframe', 'object', 'embed', 'form', 'template', 'svg', 'math', 'base', 'meta', 'link'].map(
    (tag): Construct => [`<${tag}>`, `<${tag} />`, '1:1', raw(tag)],
  ),
]

test.for(IN_MDX)('in MDX, %s is refused with its place', async ([, words, place, message]) => {
  const [first] = await problemsIn(words)
  expect(first).toMatch(message)
  expect(first?.split(' ', 1)[0]).toBe(place)
})

const IN_HTML: Construct[] = [
  ['a script', '<script>alert(1)</script>', '1:1', raw('script')],
  ['a script in a drawing', '<svg><script>alert(1)</script></svg>', '1:1', raw('svg')],
  ['a page in a drawing', '<svg><foreignObject><iframe></iframe></foreignObject></svg>', '1:1', raw('svg')],
  ['a drawing that uses another', '<svg><use href="data:image/svg+xml,x#a"/></svg>', '1:1', raw('svg')],
  ['an address that is animated', '<svg><animate attributeName="href" to="javascript:x"/></svg>', '1:1', raw('svg')],
  ['a formula that acts', '<math><maction actiontype="statusline">x</maction></math>', '1:1', raw('math')],
  ['a formula that hides a style', '<math><mtext><mglyph><style><img title="-->">', '1:1', raw('math')],
  ['a page that is loaded anew', '<meta http-equiv="refresh" content="0">', '1:1', raw('meta')],
  ['another base', '<base href="https://evil.example/">', '1:1', raw('base')],
  ['a frame', '<iframe src="https://evil.example"></iframe>', '1:1', raw('iframe')],
  ['a page in an attribute', '<p srcdoc="<script>x</script>">a</p>', '1:1', /The attribute “srcDoc” cannot be used/],
  ['an object', '<object data="x.swf"></object>', '1:1', raw('object')],
  ['an embedded file', '<embed src="x.swf">', '1:1', raw('embed')],
  ['a form', '<form action="https://evil.example"></form>', '1:1', raw('form')],
  ['a button that sends elsewhere', '<p formaction="javascript:x">a</p>', '1:1', /“formAction” cannot be used/],
  ['a template', '<template><p>a</p></template>', '1:1', raw('template')],
  ['a shadow tree', '<div><template shadowrootmode="open">a</template></div>', '1:6', raw('template')],
  ['a style sheet', '<style>p { color: red }</style>', '1:1', raw('style')],
  ['a style sheet from elsewhere', '<link rel="stylesheet" href="x.css">', '1:1', raw('link')],
  ['a style with an expression', '<p style="width: expression(x())">a</p>', '1:1', /A style that loads or runs/],
  ['a style that loads', '<p style="background: url(https://evil.example)">a</p>', '1:1', /A style that loads or runs/],
  ['an event handler', '<p onclick="x()">a</p>', '1:1', /“onclick” cannot be used: authors cannot run code/],
  ['an event handler in any case', '<p OnFocus="x()" tabindex="0" autofocus>a</p>', '1:1', /“onfocus” cannot be used/],
  ['an event handler of what opens', '<details ontoggle="x()" open>a</details>', '1:1', /“ontoggle” cannot be used/],
  ['an event handler of the page', 'a <body onload="x()">', '1:3', /<html>, <head> and <body> cannot be used/],
  ['an event handler of a picture', '<img src="media/a.png" onerror="x()">', '1:1', /“onerror” cannot be used/],
  ['a link that runs', '<a href="javascript:x()">a</a>', '1:1', LINK],
  ['a link that runs, in entities', '<a href="&#106;ava&Tab;script&colon;x()">a</a>', '1:1', LINK],
  ['a link that runs, with a line break', '<a href="java\nscript:x()">a</a>', '1:1', LINK],
  ['a link that runs, with a space before', '<a href=" &#1; javascript:x()">a</a>', '1:1', LINK],
  ['a link that runs, in capitals', '[a](JAVASCRIPT:x)', '1:1', LINK],
  ['a link that runs, in brackets', '<javascript:x>', '1:1', LINK],
  ['a link that runs, by reference', '[a][b]\n\n[b]: <javascript:x>', '1:1', LINK],
  ['a link to a page of data', '[a](data:text/html,x)', '1:1', LINK],
  ['a link to a script of another kind', '[a](vbscript:x)', '1:1', LINK],
  ['a link to a file of the machine', '[a](file:///etc/passwd)', '1:1', LINK],
  ['a link to what a script made', '[a](blob:https://a.example/b)', '1:1', LINK],
  ['a link to another site without its protocol', '[a](//evil.example)', '1:1', LINK],
  ['a link that a browser reads as another site', '<a href="/\\evil.example">a</a>', '1:1', LINK],
  [
    'a source that runs, of a quotation',
    '<blockquote cite="javascript:x">a</blockquote>',
    '1:1',
    /“cite” cannot lead to/,
  ],
  [
    'a link that calls another address too',
    '<a href="/" ping="https://evil.example">a</a>',
    '1:1',
    /“ping” cannot be used/,
  ],
  ['a picture of data', '<img src="data:image/svg+xml,<svg onload=x>">', '1:1', /A picture must name a file/],
  ['a processing instruction', '<?php system("ls") ?>', '1:1', /A processing instruction/],
  ['entities that are declared', '<!DOCTYPE a [<!ENTITY b "&c;&c;">]>', '1:1', /<!DOCTYPE> cannot be used/],
  ['what other readers take as text', '<![CDATA[ <script>x</script> ]]>', '1:1', /<!\[CDATA\[ … \]\]> cannot be used/],
  ['a comment with a condition', '<!--[if IE]><script>x</script><![endif]-->', '1:1', /A comment with a condition/],
  ['a comment that ends early', '<!--><script>x</script>-->', '1:6', raw('script')],
  ['a comment that ends strangely', '<!-- a --!><script>x</script> -->', '1:12', raw('script')],
  [
    'an attribute that closes another element',
    '<noscript><p title="</noscript><img onerror=x>">',
    '1:1',
    raw('noscript'),
  ],
  ['text that is read by other rules', '<xmp><script>x</script></xmp>', '1:1', raw('xmp')],
  ['what moves', '<marquee onstart="x()">a</marquee>', '1:1', raw('marquee')],
  ['a film of HTML', '<video src="x.mp4"></video>', '1:1', raw('video')],
]

test.for(IN_HTML)('in HTML, %s is refused with its place', async ([, words, place, message]) => {
  const problems = await problemsIn(words, { format: 'md', media: aShelf('a.png') })
  expect(problems[0]).toMatch(message)
  expect(problems[0]?.split(' ', 1)[0]).toBe(place)
})

const front = (...lines: string[]) => ['---', ...lines, '---', '', 'Text.'].join('\n')

const IN_FRONT: Construct[] = [
  ['a function', front('title: !!js/function "function () {}"'), '2:22', /The tag !!js\/function cannot be used/],
  ['a call of another language', front('title: !!python/object/apply:os.system [ls]'), '2:40', /The tag !!python/],
  ['a type of its own', front('title: !invoice 4711'), '2:17', /The tag !invoice cannot be used/],
  ['bytes', front('title: !!binary aGk='), '2:17', /The tag !!binary cannot be used/],
  ['a value with a name', front('title: &t A'), '2:11', /&t cannot be used/],
  ['a value that repeats another', front('title: A', 'summary: *t'), '3:10', /\*t repeats another value/],
  [
    'values that grow without end',
    front('title: A', 'a: &a [x, x]', 'b: &b [*a, *a]', 'needs: [*b, *b]'),
    '3:7',
    /&a cannot be used/,
  ],
  ['values of another field', front('title: A', '<<: { kind: lab }'), '3:1', /Unknown field “<<”/],
  ['a field of every object', front('title: A', '__proto__: { kind: lab }'), '3:1', /“__proto__” cannot be the name/],
  ['another field of every object', front('title: A', 'constructor: x'), '3:1', /Unknown field “constructor”/],
  ['fields that are nested for ever', front('title: A', `needs: ${'['.repeat(5_000)}`), '3:', /nested too deeply/],
  ['a program', '---js\n{ title: "x" }\n---\n', '1:1', /it is always YAML/],
  ['an escape that no text can hold', front('title: "a\\0b"'), '2:8', /stands for no character that can be kept/],
  [
    'an escape that turns letters round',
    front('title: "a\\u202eb"'),
    '2:8',
    /stands for no character that can be kept/,
  ],
]

test.for(IN_FRONT)('in front matter, %s is refused with its place', async ([, words, place, message]) => {
  const [first] = await problemsIn(words)
  expect(first).toMatch(message)
  expect(first?.startsWith(place)).toBe(true)
})

const CHARACTERS: Construct[] = [
  ['U+0000', 'a\0b', '1:2', /no text can hold \(U\+0000\)/],
  ['a bell', 'a\x07b', '1:2', /no text needs \(U\+0007\)/],
  ['what moves a terminal’s cursor', 'a\x1b[31mb', '1:2', /no text needs \(U\+001B\)/],
  ['half of a character', 'a\ud800b', '1:2', /no text needs \(U\+D800\)/],
  ['a mark that turns letters round', 'access\u202e admin', '1:7', MARK],
  ['the same in code', 'Run `a \u2066// \u2069b`.', '1:8', MARK],
  ['the same by its number', 'access&#x202E; admin', '1:7', /&#x202E; stands for a mark/],
  ['the same by its number in tens', 'access&#08238; admin', '1:7', /&#08238; stands for a mark/],
]

test.for(CHARACTERS.flatMap(([what, ...rest]) => [['md', what, ...rest] as const, ['mdx', what, ...rest] as const]))(
  'in .%s, %s is refused with its place',
  async ([format, , words, place, message]) => {
    const [first] = await problemsIn(words, { format })
    expect(first).toMatch(message)
    expect(first?.split(' ', 1)[0]).toBe(place)
  },
)

const htmlOf = ({ blocks }: Lesson) =>
  blocks
    .flatMap((block) => (block.kind === 'section' ? block.nodes : []))
    .map((node) => ('html' in node ? node.html : ''))
    .join('')

const TEXT: [what: string, format: 'md' | 'mdx', words: string, html: string][] = [
  ['braces of a template', 'md', 'Hello {{ 7 * 7 }} {% exec %}', '<p>Hello {{ 7 * 7 }} {% exec %}</p>'],
  ['an import', 'md', 'import fs from "fs"', '<p>import fs from "fs"</p>'],
  ['an import in code', 'mdx', '`import fs`', '<p><code>import fs</code></p>'],
  ['an entity that was declared elsewhere', 'md', '&lol9; &amp;', '<p>&#x26;lol9; &#x26;</p>'],
  ['a character by a number that is none', 'md', 'a&#0;b&#xD800;c', '<p>a\ufffdb\ufffdc</p>'],
  ['a custom element', 'md', '<live-demo>words</live-demo>', '<p>words</p>'],
  ['a name that another script would find', 'md', '<a id="main" name="body">words</a>', '<p><a>words</a></p>'],
  ['what opens something', 'md', '<p popovertarget="x" command="show-modal" is="a-b">a</p>', '<p>a</p>'],
  [
    'another window',
    'md',
    '<a href="https://a.example" target="_top">a</a>',
    '<p><a href="https://a.example">a</a></p>',
  ],
  ['a style', 'md', '<p style="position: fixed">a</p>', '<p>a</p>'],
  ['words from right to left', 'md', 'שלום \u200f(1)', '<p>שלום \u200f(1)</p>'],
]

test.for(TEXT)('%s in .%s is nothing but text', async ([, format, words, html]) => {
  const { lesson } = await compiledModule(words, { format })
  expect(htmlOf(lesson)).toBe(html)
})

test('a byte order mark and line ends of Windows change nothing', async () => {
  const text = '---\ntitle: A\n---\n\n## One\n\nText\n'
  const folder = await aContentFolder({
    'modules/pilot/plain.mdx': text,
    'modules/pilot/windows.mdx': `\ufeff${text.replaceAll('\n', '\r\n')}`,
  })
  const { modules } = await readFolder(folder)
  expect(modules.map((module) => module.text)).toEqual([text, text])
})

test('a message is one line of readable length, whatever an author wrote', async () => {
  const [long] = await problemsIn(`<Callout kind="${'x'.repeat(5_000)}">T</Callout>`)
  expect(long?.length).toBeLessThan(650)
  const [lines] = await problemsIn('<a href="java&#10;script:x&#x1b;[2J">a</a>', { format: 'md' })
  expect(lines).not.toMatch(/\p{Cc}/u)
})

test('of thousands of mistakes the first hundred are told, and how many more there are', async () => {
  const problems = await problemsIn('{1}\n\n'.repeat(1_000))
  expect(problems).toHaveLength(101)
  expect(problems.at(-1)).toBe('201:1 From here on there are 900 more mistakes. Mend the first 100, then look again.')
})
