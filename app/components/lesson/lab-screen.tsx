import { type FormEvent, useEffect, useRef } from 'react'
import { actionsOf, type LabPart, type LabScreen as Screen } from '#app/lessons/definitions.ts'
import { Icon } from '../ui/icon.tsx'
import { LabButton } from './lab-button.tsx'
import { LabField } from './lab-field.tsx'
import { LabFiles } from './lab-file-drop.tsx'
import { type LabHandlers, labGuideId, labSumsId } from './lab-handlers.ts'
import { LabRows } from './lab-rows.tsx'
import { Prose } from './lesson-blocks.tsx'
import { labScreenTitle } from './practice-ids.ts'

type LabScreenProps = LabHandlers & {
  /** the new product's name */
  product: string
  screen: Screen
  /** over, or not started: it can be looked at, not used */
  inert?: boolean
}

/**
 * One screen of the imitated product. It knows nothing of right and wrong: it shows values, errors and controls,
 * and tells what was entered and pressed. Coming to another screen puts the focus on its title, and so does pressing a
 * control that is not there any more.
 */
export function LabScreen({ product, screen, inert = false, ...handlers }: LabScreenProps) {
  const title = useRef<HTMLParagraphElement>(null)
  const shown = useRef(screen.id)
  useEffect(() => {
    if (shown.current === screen.id) return
    shown.current = screen.id
    title.current?.focus()
  }, [screen.id])
  const pressed = useRef(false)
  useEffect(() => {
    if (pressed.current && document.activeElement === document.body) title.current?.focus()
    pressed.current = false
  })
  const act = (action: string) => {
    pressed.current = true
    handlers.onAct(action)
  }

  // Enter in a field does what the screen's own submitting control does.
  const submitting = actionsOf(screen).find((action) => action.submits)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (submitting) act(submitting.id)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would take a legend's look
    <div className="sim" role="group" aria-label={`Practice screen of ${product}`}>
      <p className="sim-top">
        <b>{product}</b>
        {screen.place.map((step) => (
          <span key={step}>{step}</span>
        ))}
      </p>
      <form className="sim-body" onSubmit={submit} inert={inert} noValidate autoComplete="off">
        <p
          className="sim-title"
          id={labScreenTitle(handlers.prefix)}
          aria-describedby={handlers.next ? labGuideId(handlers.prefix) : undefined}
          ref={title}
          tabIndex={-1}
        >
          {screen.title}
        </p>
        <Sums id={labSumsId(handlers.prefix)} sums={handlers.sums ?? []} />
        {groups(screen.parts).map((group) => (
          <Group
            key={`${screen.id} ${group.key}`}
            group={group}
            submitting={submitting?.id}
            {...handlers}
            onAct={act}
          />
        ))}
      </form>
    </div>
  )
}

/** What does not add up, above the fields that it is about. */
function Sums({ id, sums }: { id: string; sums: NonNullable<LabHandlers['sums']> }) {
  if (sums.length === 0) return null
  return (
    <div className="sim-wrong" id={id}>
      {sums.map(({ says }) => (
        <p key={says} className="error">
          <Icon name="late" small />
          {says}
        </p>
      ))}
    </div>
  )
}

/** `key` counts groups of a kind, so that what comes and goes leaves those above it alone, and the focus in them. */
type Group = { key: string } & (
  | { group: 'fields'; parts: Extract<LabPart, { part: 'field' }>[] }
  | { group: 'actions'; parts: Extract<LabPart, { part: 'action' }>[] }
  | { group: 'other'; part: Exclude<LabPart, { part: 'field' } | { part: 'action' }> }
)

/** Fields that follow each other stand in columns, actions that follow each other in a row. */
function groups(parts: readonly LabPart[]): Group[] {
  const found: Group[] = []
  const counts = new Map<string, number>()
  const keyOf = (kind: string) => {
    const count = counts.get(kind) ?? 0
    counts.set(kind, count + 1)
    return `${kind} ${count}`
  }
  for (const part of parts) {
    const last = found.at(-1)
    if (part.part === 'field') {
      if (last?.group === 'fields') last.parts.push(part)
      else found.push({ key: keyOf('fields'), group: 'fields', parts: [part] })
    } else if (part.part === 'action') {
      if (last?.group === 'actions') last.parts.push(part)
      else found.push({ key: keyOf('actions'), group: 'actions', parts: [part] })
    } else {
      found.push({ key: keyOf(part.part), group: 'other', part })
    }
  }
  return found
}

function Group({ group, submitting, ...handlers }: LabHandlers & { group: Group; submitting: string | undefined }) {
  if (group.group === 'fields') {
    return (
      <div className="sim-fields">
        {group.parts.map(({ field }) => (
          <LabField key={field.name} field={field} {...handlers} />
        ))}
      </div>
    )
  }
  if (group.group === 'actions') {
    return (
      <div className="sim-actions">
        {group.parts.map(({ action }) => (
          <LabButton key={action.id} action={action} enters={action.id === submitting} {...handlers} />
        ))}
      </div>
    )
  }
  const { part } = group
  if (part.part === 'words') return <Prose html={part.html} small />
  if (part.part === 'rows') return <LabRows columns={part.columns} rows={part.rows} {...handlers} />
  if (part.part === 'files') return <LabFiles label={part.label} files={part.files} />
  return (
    <dl className="sim-facts">
      {part.facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd className="num">{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
