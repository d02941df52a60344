import type { Root as Html } from 'hast'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import { unified } from 'unified'
import { FOOTNOTE_PREFIX } from './markdown.server.ts'
import { SLUG } from './slug.ts'
import { type ComponentName, VOCABULARY } from './vocabulary.ts'

type Schema = typeof defaultSchema
type Attributes = NonNullable<Schema['attributes']>

const components = Object.keys(VOCABULARY) as ComponentName[]

const NOT_KEPT = new Set(['picture', 'source', 'tt', 'input'])
const headingIds = Object.fromEntries(
  ['h2', 'h3', 'h4', 'h5', 'h6'].map((tag) => [tag, [['id', SLUG]]] as const),
) as unknown as Attributes

/**
 * GitHub's rules for HTML of strangers, narrowed: no forms and no ids but those of headings and footnotes, so that no text
 * can take the place of a part of the page. The components of the vocabulary pass with their attributes.
 */
const schema: Schema = {
  ...defaultSchema,
  tagNames: [...(defaultSchema.tagNames ?? []).filter((tag) => !NOT_KEPT.has(tag)), 'input', 'mark', ...components],
  clobber: [],
  attributes: {
    ...headingIds,
    a: ['href', ['id', footnoteId()], 'dataFootnoteRef', 'dataFootnoteBackref', 'ariaDescribedBy', 'ariaLabel'],
    h2: [
      ['id', SLUG],
      ['className', 'sr'],
    ],
    li: [
      ['id', footnoteId()],
      ['className', 'task-list-item'],
    ],
    ul: [['className', 'contains-task-list']],
    ol: [['className', 'contains-task-list'], 'start', 'reversed', 'type'],
    section: ['dataFootnotes'],
    code: [['className', /^language-[\w+#.-]+$/]],
    img: ['src', 'alt', 'width', 'height'],
    input: [['type', 'checkbox'], ['disabled', true], 'checked'],
    td: ['align', 'colSpan', 'rowSpan'],
    th: ['align', 'colSpan', 'rowSpan', 'scope'],
    details: ['open'],
    abbr: ['title'],
    time: ['dateTime'],
    '*': ['lang', 'dir', 'title'],
    ...Object.fromEntries(components.map((name) => [name, Object.keys(VOCABULARY[name].attributes)])),
  },
  protocols: { href: ['http', 'https', 'mailto', 'tel'], src: [] },
  strip: ['script', 'style', 'title', 'textarea', 'noscript'],
}

function footnoteId(): RegExp {
  return new RegExp(`^${FOOTNOTE_PREFIX}`)
}

/** The HTML without anything that could run, load or reach out of its place. Every file passes here, whatever it was. */
export function sanitised(html: Html): Html {
  return unified().use(rehypeSanitize, schema).runSync(html)
}
