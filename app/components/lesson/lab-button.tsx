import type { LabAction } from '#app/lessons/definitions.ts'
import { type LabHandlers, labActionId, labGuideId } from './lab-handlers.ts'
import { NextMark } from './next-mark.tsx'

type LabButtonProps = Pick<LabHandlers, 'prefix' | 'next' | 'onAct'> & {
  action: LabAction
  /** Enter in a field presses it */
  enters?: boolean
  /** tells apart those of a table */
  about?: string
}

/** A control of the practice screen. */
export function LabButton({ action, enters = false, about, prefix, next, onAct }: LabButtonProps) {
  const isNext = next?.control === 'action' && next.action.id === action.id
  const look = action.primary ? 'btn btn-main' : 'btn'
  return (
    <button
      type={enters ? 'submit' : 'button'}
      id={labActionId(prefix, action.id)}
      className={isNext ? `${look} is-next` : look}
      aria-label={about ? `${action.label}, ${about}` : undefined}
      aria-describedby={isNext ? labGuideId(prefix) : undefined}
      onClick={enters ? undefined : () => onAct(action.id)}
    >
      {isNext && <NextMark />}
      {action.label}
    </button>
  )
}
