import { ListItem } from '@tiptap/extension-list'
import { EditorContent, useEditor, useEditorState } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { useState } from 'react'
import { Button } from '#app/components/ui/button.tsx'
import { isSafeHref } from '#app/domain/confusion/rich-words.ts'
import './rich-words-editor.css'

type RichWordsEditorProps = {
  /** the document that was begun, or plain words to begin with */
  begun: { body: string | null; words: string }
  onType: (typed: { body: string; words: string }) => void
}

const extensions = [
  StarterKit.configure({
    heading: false,
    listItem: false,
    blockquote: false,
    strike: false,
    underline: false,
    horizontalRule: false,
    link: { openOnClick: false, autolink: true, defaultProtocol: 'https', isAllowedUri: (href) => isSafeHref(href) },
  }),
  // No list in a list: what is said in a few lines needs none, and the server takes none.
  ListItem.extend({ content: 'paragraph+' }),
]

/** A small editor for the words of a report. It comes when somebody asks for it: most reports are one sentence. */
export function RichWordsEditor({ begun, onType }: RichWordsEditorProps) {
  const editor = useEditor({
    extensions,
    content: begun.body ? JSON.parse(begun.body) : { type: 'doc', content: begun.words.split('\n').map(paragraphOf) },
    injectCSS: false,
    immediatelyRender: false,
    autofocus: 'end',
    editorProps: {
      attributes: { class: 'area', role: 'textbox', 'aria-multiline': 'true', 'aria-label': 'In your words' },
    },
    onUpdate: ({ editor: now }) =>
      onType({ body: JSON.stringify(now.getJSON()), words: now.getText({ blockSeparator: '\n' }) }),
  })
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) =>
      ['bold', 'italic', 'bulletList', 'code', 'link'].filter((mark) => now?.isActive(mark)),
  })
  const [address, setAddress] = useState<string | null>(null)
  if (!editor) return null
  const tool = (name: string, label: string, run: () => void) => (
    <button type="button" className="rich-tool" aria-pressed={on?.includes(name) ?? false} onClick={run}>
      {label}
    </button>
  )
  const setLink = () => {
    if (address && isSafeHref(address)) editor.chain().focus().extendMarkRange('link').setLink({ href: address }).run()
    else editor.chain().focus().extendMarkRange('link').unsetLink().run()
    setAddress(null)
  }
  return (
    <div className="rich-words">
      <p className="label" aria-hidden="true">
        In your words
      </p>
      <div role="toolbar" aria-label="Formatting" className="btn-row">
        {tool('bold', 'Bold', () => editor.chain().focus().toggleBold().run())}
        {tool('italic', 'Italic', () => editor.chain().focus().toggleItalic().run())}
        {tool('bulletList', 'List', () => editor.chain().focus().toggleBulletList().run())}
        {tool('code', 'Code', () => editor.chain().focus().toggleCode().run())}
        {tool('link', 'Link', () => setAddress(String(editor.getAttributes('link').href ?? 'https://')))}
      </div>
      {address !== null && (
        <div className="btn-row">
          <input
            className="input"
            aria-label="Address of the link"
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
          <Button onClick={setLink}>Set the link</Button>
        </div>
      )}
      <EditorContent editor={editor} />
    </div>
  )
}

const paragraphOf = (line: string) => ({
  type: 'paragraph',
  ...(line === '' ? {} : { content: [{ type: 'text', text: line }] }),
})
