import { useRef, useState } from 'react'
import { useFocusNext } from '#app/components/practice/use-focus-next.ts'
import type { CheckChoice, OrderQuestion } from '#app/lessons/questions.ts'
import type { QuestionProps } from '../lesson/check-form.tsx'
import { Prose } from '../lesson/lesson-blocks.tsx'
import { Button } from '../ui/button.tsx'
import { StatusMark } from '../ui/status-mark.tsx'

/**
 * Items to put in order, one step up or down at a time. The order in which they stand at first is no answer: whoever
 * finds it right says so.
 */
export function OrderedItems({ question, name, given, onGive, told, locked }: QuestionProps<OrderQuestion>) {
  const list = useRef<HTMLOListElement>(null)
  const focus = useFocusNext()
  const [moved, setMoved] = useState('')
  const items = given.length > 0 ? inOrder(question.items, given) : question.items
  const ids = items.map(({ id }) => id)
  const move = (id: string, by: -1 | 1) => {
    const from = ids.indexOf(id)
    const to = from + by
    if (to < 0 || to >= ids.length) return
    const next = ids.toSpliced(from, 1).toSpliced(to, 0, id)
    onGive(next)
    // The row was taken out and put in again, and the focus with it.
    focus(`${name}-${id}-${by < 0 ? 'up' : 'down'}`)
    const words = list.current?.querySelector(`[data-item="${id}"] .prose`)?.textContent ?? ''
    setMoved(`${words}: now ${to + 1} of ${ids.length}.`)
  }
  return (
    <>
      {!locked && <p className="hint">Put these in order, with the first at the top.</p>}
      <ol className="ordered" ref={list}>
        {items.map((item, place) => (
          <li key={item.id} data-item={item.id}>
            <span id={`${name}-${item.id}`} className="ordered-words">
              <Prose html={item.html} small />
            </span>
            {locked ? (
              <ItemMark told={told?.says.find(({ of }) => of === item.id)} />
            ) : (
              <span className="ordered-moves">
                <Move name={`${name}-${item.id}`} way="Up" isEnd={place === 0} onMove={() => move(item.id, -1)} />
                <Move
                  name={`${name}-${item.id}`}
                  way="Down"
                  isEnd={place === items.length - 1}
                  onMove={() => move(item.id, 1)}
                />
              </span>
            )}
          </li>
        ))}
      </ol>
      {!locked && given.length === 0 && (
        <Button kind="quiet" onClick={() => onGive(ids)}>
          It is right as it stands
        </Button>
      )}
      <span className="sr" role="status">
        {moved}
      </span>
    </>
  )
}

/** An answer holds every item once; one that does not is shown with the rest behind it. */
function inOrder(items: readonly CheckChoice[], given: readonly string[]): CheckChoice[] {
  const known = [...new Set(given)].flatMap((id) => items.find((item) => item.id === id) ?? [])
  return [...known, ...items.filter((item) => !known.includes(item))]
}

type MoveProps = { name: string; way: 'Up' | 'Down'; isEnd: boolean; onMove: () => void }

/** Stays where it can be pressed no more, so that the focus has a place. */
function Move({ name, way, isEnd, onMove }: MoveProps) {
  const id = `${name}-${way.toLowerCase()}`
  return (
    <button
      type="button"
      id={id}
      className="btn"
      aria-labelledby={`${id} ${name}`}
      aria-disabled={isEnd}
      onClick={onMove}
    >
      {way}
    </button>
  )
}

function ItemMark({ told }: { told: { right: boolean; says: string | null } | undefined }) {
  if (!told) return null
  return (
    <span className="ordered-moves">
      <StatusMark state={told.right ? 'met' : 'unmet'}>
        {told.says ?? (told.right ? 'In place' : 'Not here')}
      </StatusMark>
    </span>
  )
}
