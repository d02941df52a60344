import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useId } from 'react'
import { CALLOUT_KINDS } from '#app/lessons/playbook-doc/doc.ts'
import { Button } from '../ui/button.tsx'
import { deletePart } from './part-commands.ts'

type Held = { type: string; attrs: Record<string, unknown> }

const WITH_FIELDS = ['image', 'callout', 'taskList', 'table', 'agendaPart']

const NAMES: Record<string, string> = {
  agendaPart: 'Agenda part',
  callout: 'Call-out',
  taskList: 'Checklist',
  image: 'Picture',
  table: 'Table',
}

/** What belongs to the block with the cursor beside its words: minutes and who, a title, the words for a picture. */
export function PartFields({
  editor,
  modules,
}: {
  editor: Editor
  modules: readonly { slug: string; title: string }[]
}) {
  const held = useEditorState({ editor, selector: ({ editor: one }) => heldBy(one) })
  if (held.length === 0) return null
  return (
    <div className="doc-fields">
      {held.map(({ type, attrs }) => (
        <fieldset key={type}>
          <legend className="label">{NAMES[type]}</legend>
          <div className="doc-fields-row">
            <Fields editor={editor} type={type} attrs={attrs} modules={modules} />
          </div>
        </fieldset>
      ))}
      <Button kind="quiet" onClick={() => deletePart(editor)}>
        Take this part out
      </Button>
    </div>
  )
}

function heldBy(editor: Editor): Held[] {
  return WITH_FIELDS.filter((type) => editor.isActive(type)).map((type) => ({
    type,
    attrs: editor.getAttributes(type),
  }))
}

type FieldsProps = Held & { editor: Editor; modules: readonly { slug: string; title: string }[] }

function Fields({ editor, type, attrs, modules }: FieldsProps) {
  const set = (name: string) => (value: string | number) => editor.commands.updateAttributes(type, { [name]: value })
  const text = (name: string) => ({ value: String(attrs[name] ?? ''), onChange: set(name) })
  switch (type) {
    case 'agendaPart':
      return (
        <>
          <Text label="Title" {...text('title')} wide />
          <Text label="Minutes" {...text('minutes')} numeric onChange={(value) => set('minutes')(minutesOf(value))} />
          <Text label="Who" {...text('who')} />
          <Choice
            label="Module"
            {...text('module')}
            options={[
              { value: '', label: 'None' },
              ...modules.map(({ slug, title }) => ({ value: slug, label: title })),
            ]}
          />
        </>
      )
    case 'callout':
      return (
        <>
          <Choice
            label="Kind"
            {...text('kind')}
            options={CALLOUT_KINDS.map((kind) => ({ value: kind, label: kind }))}
          />
          <Text label="Title" {...text('title')} wide />
        </>
      )
    case 'taskList':
      return <Text label="Title" {...text('title')} wide />
    case 'image':
      return (
        <>
          <Text label="What it shows, for those who do not see it" {...text('alt')} wide />
          <Text label="Caption" {...text('caption')} wide />
        </>
      )
    default:
      return <TableActs editor={editor} />
  }
}

const minutesOf = (text: string) => Math.min(600, Math.max(1, Number.parseInt(text, 10) || 1))

function TableActs({ editor }: { editor: Editor }) {
  const act = () => editor.chain().focus()
  return (
    <>
      <Button kind="quiet" onClick={() => act().addRowAfter().run()}>
        Add a row
      </Button>
      <Button kind="quiet" onClick={() => act().deleteRow().run()}>
        Take the row out
      </Button>
      <Button kind="quiet" onClick={() => act().addColumnAfter().run()}>
        Add a column
      </Button>
      <Button kind="quiet" onClick={() => act().deleteColumn().run()}>
        Take the column out
      </Button>
    </>
  )
}

type TextProps = { label: string; value: string; onChange: (value: string) => void; wide?: boolean; numeric?: boolean }

/** A field whose value lives elsewhere and changes with every key. */
export function Text({ label, value, onChange, wide, numeric }: TextProps) {
  const id = useId()
  return (
    <div className={wide ? 'field is-wide' : 'field'}>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className={numeric ? 'input num' : 'input'}
        {...(numeric ? { type: 'number', min: 1, max: 600 } : { type: 'text', maxLength: 400 })}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  )
}

type ChoiceProps = {
  label: string
  value: string
  onChange: (value: string) => void
  options: readonly { value: string; label: string }[]
}

function Choice({ label, value, onChange, options }: ChoiceProps) {
  const id = useId()
  const isKnown = options.some((option) => option.value === value)
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <select id={id} className="select" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {!isKnown && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}
