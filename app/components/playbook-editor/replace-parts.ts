import type { Editor } from '@tiptap/core'
import { Fragment } from '@tiptap/pm/model'
import type { DocNode } from '#app/lessons/playbook-doc/doc.ts'

/** Puts other parts into the editor and leaves alone those that are the same, so that the cursor stays where it is. */
export function replaceParts(editor: Editor, content: readonly DocNode[]): void {
  const { schema, doc } = editor.state
  const wanted = Fragment.fromJSON(schema, content)
  const { tr } = editor.state
  const sameOrder =
    wanted.childCount === doc.childCount && content.every(({ attrs }, place) => attrs?.id === doc.child(place).attrs.id)
  if (sameOrder) {
    let at = doc.content.size
    for (let place = doc.childCount - 1; place >= 0; place--) {
      const [old, fresh] = [doc.child(place), wanted.child(place)]
      at -= old.nodeSize
      if (!old.eq(fresh)) tr.replaceWith(at, at + old.nodeSize, fresh)
    }
  } else {
    const start = doc.content.findDiffStart(wanted)
    const ends = doc.content.findDiffEnd(wanted)
    if (start === null || ends === null) return
    const [first, last] = bounds(doc.content, wanted)
    const [from, to] = [offsetOf(doc.content, first), offsetOf(doc.content, doc.childCount - last)]
    const nodes = Array.from({ length: wanted.childCount - last - first }, (_, place) => wanted.child(first + place))
    tr.replaceWith(from, to, nodes)
  }
  if (tr.docChanged) editor.view.dispatch(tr.setMeta('addToHistory', false).setMeta('fromOthers', true))
}

/** How many parts are the same at the beginning, and at the end. */
function bounds(old: Fragment, wanted: Fragment): [number, number] {
  const most = Math.min(old.childCount, wanted.childCount)
  let first = 0
  while (first < most && old.child(first).eq(wanted.child(first))) first++
  let last = 0
  while (last < most - first && old.child(old.childCount - 1 - last).eq(wanted.child(wanted.childCount - 1 - last)))
    last++
  return [first, last]
}

function offsetOf(content: Fragment, place: number): number {
  let offset = 0
  for (let at = 0; at < place; at++) offset += content.child(at).nodeSize
  return offset
}
