import type { Plugin } from 'esbuild'
import type { Element, ElementContent, Root as Html, RootContent } from 'hast'
import type { Root } from 'mdast'
import { bundleMDX } from 'mdx-bundler'
import { visit } from 'unist-util-visit'
import { nameHeadings } from './headings.server.ts'
import { htmlOptions, markdownExtensions } from './markdown.server.ts'
import { VOCABULARY } from './vocabulary.ts'

/** The name by which compiled code asks for `jsx`; it gets `recorder` below, never React. */
const RUNTIME = 'lessonRuntime'
const RUNTIME_PACKAGE = 'gangway-lesson'

/** HTML properties travel through JSX as one piece of data: JSX has other names for some of them and drops the rest. */
const PROPERTIES = 'data-properties'

/**
 * Compiles a file's body with mdx-bundler, runs the result with a runtime that only records, and gives the recorded
 * elements as HTML in which components are elements of their name. Only for what `refuseCode` has passed, and only
 * in the compile worker.
 */
export async function bundledHtml(body: string, title: string | null): Promise<Html> {
  const { code } = await bundleMDX({
    source: body,
    jsxConfig: {
      jsxLib: { varName: 'none', package: RUNTIME_PACKAGE },
      jsxRuntime: { varName: RUNTIME, package: `${RUNTIME_PACKAGE}/jsx-runtime` },
    },
    mdxOptions: (options) => ({
      ...options,
      remarkPlugins: [...markdownExtensions, [headingIds, title]],
      rehypePlugins: [packProperties],
      remarkRehypeOptions: htmlOptions,
      development: false,
    }),
    esbuildOptions: (options) => ({
      ...options,
      minify: false,
      sourcemap: false,
      logLevel: 'silent',
      plugins: [...(options.plugins ?? []).filter(({ name }) => name !== 'node-resolve'), nothingElse],
    }),
    // Front matter was read and blanked before; whatever looks like it now must not be run.
    grayMatterOptions: (options) => ({ ...options, engines: { yaml: refuse, json: refuse, javascript: refuse } }),
  })
  return { type: 'root', children: recorded(run(code)) as RootContent[] }
}

function refuse(): never {
  throw new Error('The body of a lesson holds no front matter.')
}

/** The second lock: imports were refused in the syntax tree, and the bundler would load none either. */
const nothingElse: Plugin = {
  name: 'nothing-else',
  setup(build) {
    build.onResolve({ filter: /.*/ }, ({ path }) => ({ errors: [{ text: `“${path}” cannot be imported.` }] }))
  },
}

function headingIds(title: string | null) {
  return (root: Root) => {
    nameHeadings(root, title, 'mdx', () => {})
  }
}

function packProperties() {
  return (html: Html) => {
    visit(html, 'element', (element) => {
      element.properties = { [PROPERTIES]: JSON.stringify(element.properties) }
    })
  }
}

type Recorded = { tag: string | null; properties: Record<string, unknown>; children: unknown }

const jsx = (tag: string | null, { children, ...properties }: Record<string, unknown>): Recorded => ({
  tag,
  properties,
  children,
})
const recorder = { jsx, jsxs: jsx, Fragment: null }

function run(code: string): unknown {
  const components = Object.fromEntries(Object.keys(VOCABULARY).map((name) => [name, name]))
  const module = new Function(RUNTIME, code)(recorder) as { default: (props: { components: unknown }) => unknown }
  return module.default({ components })
}

function recorded(value: unknown): ElementContent[] {
  if (Array.isArray(value)) return value.flatMap(recorded)
  if (typeof value === 'string') return [{ type: 'text', value }]
  if (!isRecorded(value)) return []
  const children = recorded(value.children)
  if (value.tag === null) return children
  return [{ type: 'element', tagName: value.tag, properties: propertiesOf(value), children } satisfies Element]
}

function isRecorded(value: unknown): value is Recorded {
  return typeof value === 'object' && value !== null && 'tag' in value
}

function propertiesOf({ properties }: Recorded): Element['properties'] {
  const { [PROPERTIES]: packed, ...written } = properties
  return { ...(typeof packed === 'string' ? JSON.parse(packed) : {}), ...written } as Element['properties']
}
