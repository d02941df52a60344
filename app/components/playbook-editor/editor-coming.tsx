import type { DocState } from '#app/domain/playbooks/doc-state.ts'

export type EditorProps = {
  /** where states are saved and asked for */
  address: string
  /** under which this browser keeps what is not saved yet */
  draftKey: string
  initial: DocState
  modules: readonly { slug: string; title: string }[]
}

/** What stands in the editor's place until it is there. */
export function EditorComing() {
  return <p className="needs-script">Loading the editor…</p>
}
