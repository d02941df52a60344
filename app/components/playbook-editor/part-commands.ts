import { type Editor, Extension } from '@tiptap/core'
import { NodeSelection, Selection, TextSelection } from '@tiptap/pm/state'

/** The part at the top of the document in which the cursor stands. */
function partAt({ state: { selection, doc } }: Editor): { place: number; from: number; to: number } {
  const place = selection.$from.index(0)
  const from = selection.$from.posAtIndex(place, 0)
  return { place, from, to: from + (doc.maybeChild(place)?.nodeSize ?? 0) }
}

/** Moves the part with the cursor over its neighbour; the cursor goes along. */
export function movePart(editor: Editor, by: -1 | 1): boolean {
  const { doc, tr, selection } = editor.state
  const { place, from, to } = partAt(editor)
  const [part, neighbour] = [doc.maybeChild(place), doc.maybeChild(place + by)]
  if (!part || !neighbour) return false
  tr.delete(from, to)
  const at = by < 0 ? from - neighbour.nodeSize : from + neighbour.nodeSize
  tr.insert(at, part)
  tr.setSelection(Selection.near(tr.doc.resolve(at + (selection.from - from))))
  editor.view.dispatch(tr.scrollIntoView())
  editor.view.focus()
  return true
}

/** A paragraph behind the part with the cursor: the way out of a table, a call-out or an agenda part. */
export function belowPart(editor: Editor): boolean {
  const { to } = partAt(editor)
  const { tr, schema } = editor.state
  const paragraph = schema.nodes.paragraph
  if (!paragraph) return false
  tr.insert(to, paragraph.create())
  tr.setSelection(TextSelection.create(tr.doc, to + 1))
  editor.view.dispatch(tr.scrollIntoView())
  editor.view.focus()
  return true
}

export function addAgendaPart(editor: Editor): void {
  const { to } = partAt(editor)
  const part = { type: 'agendaPart', attrs: { title: 'New part', minutes: 5 }, content: [{ type: 'paragraph' }] }
  editor
    .chain()
    .focus()
    .insertContentAt(to, part)
    .setTextSelection(to + 2)
    .run()
}

export function deletePart(editor: Editor): void {
  const { from, to } = partAt(editor)
  editor.chain().focus().deleteRange({ from, to }).run()
}

/** Puts a stored picture behind the part with the cursor, and chooses it, so that its words can be written. */
export function addPicture(editor: Editor, attrs: { src: string; width: number | null; height: number | null }): void {
  const { to } = partAt(editor)
  editor.commands.insertContentAt(to, { type: 'image', attrs })
  const { state, view } = editor
  if (state.doc.nodeAt(to)?.type.name === 'image') {
    view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, to)).scrollIntoView())
  }
}

/** The keys of the commands above. */
export const PartKeys = Extension.create({
  name: 'partKeys',
  addKeyboardShortcuts() {
    return {
      'Alt-ArrowUp': () => movePart(this.editor, -1),
      'Alt-ArrowDown': () => movePart(this.editor, 1),
      'Mod-Enter': () => belowPart(this.editor),
    }
  },
})
