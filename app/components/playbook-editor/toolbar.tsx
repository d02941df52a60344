import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { type KeyboardEvent, useRef } from 'react'
import { TEMPLATE_VARIABLES } from '#app/lessons/template-variables.ts'
import { addAgendaPart, belowPart, movePart } from './part-commands.ts'

type Tool = {
  label: string
  keys?: string
  /** as the editor knows it, for what is on or off */
  active?: (editor: Editor) => boolean
  run: (editor: Editor) => void
}

const chain = (editor: Editor) => editor.chain().focus()

const TOOLS: readonly Tool[] = [
  { label: 'Bold', keys: 'Ctrl+B', active: (one) => one.isActive('bold'), run: (one) => chain(one).toggleBold().run() },
  {
    label: 'Italic',
    keys: 'Ctrl+I',
    active: (one) => one.isActive('italic'),
    run: (one) => chain(one).toggleItalic().run(),
  },
  {
    label: 'Code',
    keys: 'Ctrl+E',
    active: (one) => one.isActive('code'),
    run: (one) => chain(one).toggleMark('code').run(),
  },
  {
    label: 'Heading',
    keys: 'Ctrl+Alt+2',
    active: (one) => one.isActive('heading', { level: 2 }),
    run: (one) => chain(one).toggleHeading({ level: 2 }).run(),
  },
  {
    label: 'Subheading',
    keys: 'Ctrl+Alt+3',
    active: (one) => one.isActive('heading', { level: 3 }),
    run: (one) => chain(one).toggleHeading({ level: 3 }).run(),
  },
  {
    label: 'List',
    keys: 'Ctrl+Shift+8',
    active: (one) => one.isActive('bulletList'),
    run: (one) => chain(one).toggleBulletList().run(),
  },
  {
    label: 'Numbers',
    keys: 'Ctrl+Shift+7',
    active: (one) => one.isActive('orderedList'),
    run: (one) => chain(one).toggleOrderedList().run(),
  },
  {
    label: 'Checklist',
    keys: 'Ctrl+Shift+9',
    active: (one) => one.isActive('taskList'),
    run: (one) => chain(one).toggleTaskList().run(),
  },
  { label: 'Say', active: (one) => one.isActive('say'), run: (one) => chain(one).toggleWrap('say').run() },
  { label: 'Call-out', active: (one) => one.isActive('callout'), run: (one) => chain(one).toggleWrap('callout').run() },
  {
    label: 'Table',
    active: (one) => one.isActive('table'),
    run: (one) => chain(one).insertTable({ rows: 3, cols: 2, withHeaderRow: true }).run(),
  },
  { label: 'Agenda part', run: addAgendaPart },
  { label: 'Move up', keys: 'Alt+↑', run: (one) => movePart(one, -1) },
  { label: 'Move down', keys: 'Alt+↓', run: (one) => movePart(one, 1) },
  { label: 'Write below', keys: 'Ctrl+Enter', run: belowPart },
  { label: 'Undo', keys: 'Ctrl+Z', run: (one) => chain(one).undo().run() },
  { label: 'Redo', keys: 'Ctrl+Y', run: (one) => chain(one).redo().run() },
]

type Props = {
  editor: Editor
  disabled: boolean
  onLink: () => void
  onPicture: (file: File) => void
}

/** What can be done with the text: one stop for the Tab key, arrows within. */
export function Toolbar({ editor, disabled, onLink, onPicture }: Props) {
  const active = useEditorState({
    editor,
    selector: ({ editor: one }) => TOOLS.map((tool) => tool.active?.(one) ?? false).join(),
  }).split(',')
  const file = useRef<HTMLInputElement>(null)
  return (
    <div className="doc-toolbar" role="toolbar" aria-label="Formatting" onKeyDown={moveWithArrows}>
      {TOOLS.map(({ label, keys, active: canBeActive, run }, place) => (
        <button
          key={label}
          type="button"
          className="doc-tool"
          tabIndex={place === 0 ? 0 : -1}
          disabled={disabled}
          title={keys ? `${label} (${keys})` : label}
          {...(canBeActive ? { 'aria-pressed': active[place] === 'true' } : {})}
          {...(keys ? { 'aria-keyshortcuts': ariaKeys(keys) } : {})}
          onClick={() => run(editor)}
        >
          {label}
        </button>
      ))}
      <button
        type="button"
        className="doc-tool"
        tabIndex={-1}
        disabled={disabled}
        title="Link (Ctrl+K)"
        onClick={onLink}
      >
        Link
      </button>
      <button
        type="button"
        className="doc-tool"
        tabIndex={-1}
        disabled={disabled}
        onClick={() => file.current?.click()}
      >
        Picture
      </button>
      <input
        ref={file}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/webp"
        aria-label="Picture file"
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? []
          if (chosen) onPicture(chosen)
          event.currentTarget.value = ''
        }}
      />
      <select
        className="doc-tool"
        tabIndex={-1}
        disabled={disabled}
        aria-label="Put in a place that is filled in later"
        value=""
        onChange={(event) => {
          const name = event.currentTarget.value
          if (name) chain(editor).insertContent({ type: 'variable', attrs: { name } }).run()
        }}
      >
        <option value="">Fill-in…</option>
        {TEMPLATE_VARIABLES.map((name) => (
          <option key={name} value={name}>
            {`{{${name}}}`}
          </option>
        ))}
      </select>
    </div>
  )
}

const ariaKeys = (keys: string) => keys.replace('Ctrl', 'Control').replace('↑', 'ArrowUp').replace('↓', 'ArrowDown')

/** The pattern of a toolbar: arrows, Home and End go from tool to tool, and the last one keeps the Tab key's stop. */
function moveWithArrows(event: KeyboardEvent<HTMLElement>): void {
  const tools = [...event.currentTarget.querySelectorAll<HTMLElement>('.doc-tool')]
  const at = tools.indexOf(event.target as HTMLElement)
  const isList = event.target instanceof HTMLSelectElement
  const to: Record<string, number> = {
    ArrowRight: (at + 1) % tools.length,
    ArrowLeft: (at - 1 + tools.length) % tools.length,
    ...(isList ? {} : { Home: 0, End: tools.length - 1 }),
  }
  const wanted = tools[to[event.key] ?? -1]
  if (at < 0 || !wanted) return
  event.preventDefault()
  for (const tool of tools) tool.tabIndex = tool === wanted ? 0 : -1
  wanted.focus()
}
