import type { Editor } from '@tiptap/core'
import { EditorContent, useEditor } from '@tiptap/react'
import { useEffect, useRef, useState } from 'react'
import type { DocState } from '#app/domain/playbooks/doc-state.ts'
import type { About, PlaybookDoc } from '#app/lessons/playbook-doc/doc.ts'
import { playbookExtensions } from '#app/lessons/playbook-doc/schema.ts'
import { AboutFields } from './about-fields.tsx'
import { cleanPaste, pasteRefusal } from './clean-paste.ts'
import { Dispute } from './dispute.tsx'
import { EditorComing, type EditorProps } from './editor-coming.tsx'
import { LinkField } from './link-field.tsx'
import { addPicture, PartKeys } from './part-commands.ts'
import { PartFields } from './part-fields.tsx'
import { replaceParts } from './replace-parts.ts'
import { SharedDoc, type Standing } from './shared-doc.ts'
import { StandingLine } from './standing-line.tsx'
import { Toolbar } from './toolbar.tsx'
import { uploadPicture } from './upload-picture.ts'

/** What there is to write in, once it has come; only `PlaybookEditor` uses it. It saves by itself and shows what others save. */
export function EditorWindow({ address, draftKey, initial, modules }: EditorProps) {
  const [about, setAbout] = useState<About>(initial.doc.attrs)
  const [standing, setStanding] = useState<Standing>({ kind: 'saved' })
  const [by, setBy] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const [asksForLink, askForLink] = useState(false)
  const shared = useRef<SharedDoc | null>(null)
  const aboutNow = useRef(about)
  const withFiles = useRef<(files: readonly File[]) => void>(() => {})
  const editor = useWriting(
    initial,
    setSaid,
    (files) => withFiles.current(files),
    () => askForLink(true),
  )

  const changeAbout = (next: About) => {
    aboutNow.current = next
    setAbout(next)
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is written begins with the editor, once
  useEffect(() => {
    if (!editor) return
    const surface = surfaceOf(editor, aboutNow, changeAbout)
    const doc = new SharedDoc(address, draftKey, initial, surface, (next, who) => {
      setStanding(next)
      if (who) setBy(who)
    })
    shared.current = doc
    const changed = ({ transaction }: { transaction: { docChanged: boolean; getMeta: (key: string) => unknown } }) => {
      if (transaction.docChanged && !transaction.getMeta('fromOthers')) doc.changed()
    }
    editor.on('transaction', changed)
    const stop = doc.start(initial)
    return () => {
      editor.off('transaction', changed)
      stop()
    }
  }, [editor, address, draftKey])

  const isDisputed = standing.kind === 'disputed'
  useEffect(() => void editor?.setEditable(!isDisputed, false), [editor, isDisputed])

  withFiles.current = async (files) => {
    for (const file of files) {
      setSaid(`Storing ${file.name || 'the picture'}…`)
      const stored = await uploadPicture(file)
      setSaid('words' in stored ? stored.words : 'The picture is in. Say what it shows.')
      if (editor && !('words' in stored)) addPicture(editor, stored)
    }
  }

  if (!editor) return <EditorComing />
  return (
    <div className="doc-editor">
      {isDisputed && (
        <Dispute
          conflicts={standing.merged.conflicts}
          by={standing.newest.by}
          onSettle={(choices) => shared.current?.settle(choices)}
        />
      )}
      <AboutFields
        about={about}
        disabled={isDisputed}
        onChange={(next) => {
          changeAbout(next)
          shared.current?.changed()
        }}
      />
      <div className="doc-bar">
        <Toolbar
          editor={editor}
          disabled={isDisputed}
          onLink={() => askForLink(true)}
          onPicture={(file) => withFiles.current([file])}
        />
        {asksForLink && <LinkField editor={editor} onDone={() => askForLink(false)} />}
        {!isDisputed && <PartFields editor={editor} modules={modules} />}
        <StandingLine standing={standing} by={by} onSave={() => shared.current?.saveNow()} />
        <p className="small" role="status">
          {said}
        </p>
      </div>
      <EditorContent editor={editor} className="doc-words" />
      <p className="small muted">
        Alt and F10 goes to the tools, arrows go from one to the next. Alt and an arrow up or down moves a part. Ctrl
        and Enter writes below it.
      </p>
    </div>
  )
}

/** The editor's own surface; pasted markup is cleaned, files become stored pictures. */
function useWriting(
  initial: DocState,
  say: (words: string) => void,
  takeFiles: (files: readonly File[]) => void,
  askForLink: () => void,
): Editor | null {
  return useEditor({
    extensions: [...playbookExtensions, PartKeys],
    content: { type: 'doc', content: initial.doc.content },
    injectCSS: false,
    immediatelyRender: false,
    shouldRerenderOnTransaction: false,
    editorProps: {
      attributes: { class: 'prose', role: 'textbox', 'aria-multiline': 'true', 'aria-label': 'Text of the playbook' },
      transformPastedHTML: cleanPaste,
      handleKeyDown: (view, event) => {
        if (event.altKey && event.key === 'F10') {
          document.querySelector<HTMLElement>('.doc-tool[tabindex="0"]')?.focus()
          return true
        }
        if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return false
        if (view.editable) askForLink()
        event.preventDefault()
        return true
      },
      handlePaste: (_view, event) => {
        const refusal = pasteRefusal(event.clipboardData?.getData('text/html') ?? '')
        say(refusal ?? '')
        if (refusal !== null) return true
        const files = [...(event.clipboardData?.files ?? [])]
        const hasWords = (event.clipboardData?.getData('text/plain') ?? '') !== ''
        if (files.length === 0 || hasWords) return false
        takeFiles(files)
        return true
      },
      handleDrop: (_view, event) => {
        const files = [...(event.dataTransfer?.files ?? [])]
        if (files.length === 0) return false
        takeFiles(files)
        return true
      },
    },
  })
}

function surfaceOf(editor: Editor, about: { readonly current: About }, changeAbout: (about: About) => void) {
  const contentOf = (doc: PlaybookDoc) => editor.schema.nodeFromJSON({ type: 'doc', content: doc.content })
  return {
    read: () => ({ ...(editor.getJSON() as PlaybookDoc), attrs: about.current }),
    write: (doc: PlaybookDoc) => {
      changeAbout(doc.attrs)
      replaceParts(editor, doc.content)
    },
    normal: (doc: PlaybookDoc) => ({ ...(contentOf(doc).toJSON() as PlaybookDoc), attrs: doc.attrs }),
  }
}
