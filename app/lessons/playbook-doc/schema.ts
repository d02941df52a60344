/**
 * The one schema of playbooks: the editor and the server's check are made of these. The server loads this file, which
 * brings Tiptap, with the first check.
 */
import { type Extensions, Mark, Node } from '@tiptap/core'
import { Image } from '@tiptap/extension-image'
import { ListItem, TaskItem, TaskList } from '@tiptap/extension-list'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import StarterKit from '@tiptap/starter-kit'
import { isTemplateVariable } from '../template-variables.ts'
import { hrefOfWritten, OWN_PICTURE } from './addresses.ts'
import { PartIds } from './own-part-ids.ts'

const PROSE = '(paragraph | bulletList | orderedList)+'

const Doc = Node.create({ name: 'doc', topNode: true, content: '(block | agendaPart)+' })

/** An attribute that HTML carries as `data-<name>`. */
const carried = (name: string, fallback: string | number | null, read: (text: string) => unknown = (text) => text) => ({
  default: fallback,
  keepOnSplit: false,
  parseHTML: (element: HTMLElement) => {
    const text = element.getAttribute(`data-${name}`)
    return text === null ? fallback : read(text)
  },
  renderHTML: (attributes: Record<string, unknown>) =>
    attributes[name] === null || attributes[name] === '' ? {} : { [`data-${name}`]: attributes[name] },
})

/** A part of a session: what its fields say stands above its words. */
const AgendaPart = Node.create({
  name: 'agendaPart',
  content: 'block+',
  defining: true,
  isolating: true,
  addAttributes: () => ({
    title: carried('title', ''),
    minutes: carried('minutes', 5, (text) => Number.parseInt(text, 10) || 5),
    who: carried('who', ''),
    module: carried('module', ''),
  }),
  parseHTML: () => [{ tag: 'section[data-agenda-part]', contentElement: '[data-words]' }],
  renderHTML({ node, HTMLAttributes }) {
    const { title, minutes, who, module } = node.attrs
    const facts = [`${minutes} min`, who, module && `module ${module}`].filter(Boolean).join(', ')
    const head = ['div', { class: 'part-head', contenteditable: 'false' }, ['b', {}, title || 'Part without a title']]
    return [
      'section',
      { ...HTMLAttributes, 'data-agenda-part': '', class: 'doc-agenda-part' },
      [...head, ['span', { class: 'small muted' }, facts]],
      ['div', { 'data-words': '' }, 0],
    ]
  },
})

const Callout = Node.create({
  name: 'callout',
  group: 'block',
  content: PROSE,
  defining: true,
  addAttributes: () => ({ kind: carried('kind', 'note'), title: carried('title', '') }),
  parseHTML: () => [{ tag: 'div[data-callout]', contentElement: '[data-words]' }],
  renderHTML({ node, HTMLAttributes }) {
    const { kind, title } = node.attrs
    return [
      'div',
      { ...HTMLAttributes, 'data-callout': '', class: `callout callout-${kind}` },
      ['p', { class: 'callout-title', contenteditable: 'false' }, title || kind[0].toUpperCase() + kind.slice(1)],
      ['div', { 'data-words': '' }, 0],
    ]
  },
})

/** Words to say to the room. */
const Say = Node.create({
  name: 'say',
  group: 'block',
  content: PROSE,
  defining: true,
  parseHTML: () => [{ tag: 'div[data-say]', contentElement: '[data-words]' }],
  renderHTML: ({ HTMLAttributes }) => [
    'div',
    { ...HTMLAttributes, 'data-say': '', class: 'say' },
    ['p', { class: 'over', contenteditable: 'false' }, 'Say'],
    ['div', { 'data-words': '' }, 0],
  ],
})

/** A place that is filled in when the playbook is read. */
const Variable = Node.create({
  name: 'variable',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ name: carried('name', '') }),
  parseHTML: () => [
    {
      tag: 'span[data-variable]',
      getAttrs: (element) => isTemplateVariable(element.getAttribute('data-name')) && null,
    },
  ],
  renderHTML: ({ node, HTMLAttributes }) => [
    'span',
    { ...HTMLAttributes, 'data-variable': '', class: 'doc-variable' },
    `{{${node.attrs.name}}}`,
  ],
  renderText: ({ node }) => `{{${node.attrs.name}}}`,
})

/** As Tiptap's own, but a link and what is emphasised may be code, too. */
const Code = Mark.create({
  name: 'code',
  code: true,
  exitable: true,
  parseHTML: () => [{ tag: 'code' }],
  renderHTML: ({ HTMLAttributes }) => ['code', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return { 'Mod-e': () => this.editor.commands.toggleMark('code') }
  },
})

/** A film of the content folder: it can be moved and taken out; its file says the rest. */
const Video = Node.create({
  name: 'video',
  group: 'block',
  atom: true,
  addAttributes: () => ({ title: carried('title', ''), video: { default: null, rendered: false } }),
  renderHTML: ({ node, HTMLAttributes }) => [
    'div',
    { ...HTMLAttributes, class: 'doc-video' },
    `Film: ${node.attrs.title}`,
  ],
})

const Picture = Image.extend({
  addAttributes() {
    return {
      src: { default: null },
      alt: { default: '' },
      caption: carried('caption', ''),
      width: { default: null },
      height: { default: null },
    }
  },
  // A picture of elsewhere is not loaded from there: nobody is told who reads.
  parseHTML: () => [
    { tag: 'img[src]', getAttrs: (element) => OWN_PICTURE.test(element.getAttribute('src') ?? '') && null },
  ],
})

/** Its box is drawn: it is ticked by whoever reads, each for themselves. */
const Task = TaskItem.extend({
  content: () => 'paragraph+',
  addAttributes: () => ({}),
  addNodeView: () => null,
  renderHTML: ({ HTMLAttributes }) => ['li', { ...HTMLAttributes, 'data-type': 'taskItem' }, ['div', {}, 0]],
})

const Tasks = TaskList.extend({ addAttributes: () => ({ title: carried('title', 'To do') }) })

/** No cell spans others: neither Markdown nor a phone's list of rows has such. */
const cell = (base: typeof TableCell) =>
  base.extend({
    content: 'paragraph+',
    addAttributes: () => ({
      colspan: { default: 1, rendered: false, parseHTML: () => 1 },
      rowspan: { default: 1, rendered: false, parseHTML: () => 1 },
      colwidth: { default: null, rendered: false, parseHTML: () => null },
      align: { default: null, rendered: false, parseHTML: () => null },
    }),
  })

/** Every node and mark that a playbook may have. */
export const playbookExtensions: Extensions = [
  Doc,
  StarterKit.configure({
    document: false,
    underline: false,
    code: false,
    trailingNode: false,
    listItem: false,
    heading: { levels: [2, 3] },
    link: {
      openOnClick: false,
      autolink: true,
      HTMLAttributes: { target: null, rel: null, class: null },
      isAllowedUri: (url) => hrefOfWritten(url) !== null,
    },
  }),
  ListItem.extend({ content: 'paragraph (paragraph | bulletList | orderedList)*' }),
  Code,
  Task,
  Tasks,
  Table,
  TableRow,
  cell(TableHeader),
  cell(TableCell),
  Picture,
  AgendaPart,
  Callout,
  Say,
  Variable,
  Video,
  PartIds,
]
