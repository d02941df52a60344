import type { LabAction } from '#app/lessons/definitions.ts'
import type { LabHandlers } from './lab-handlers.ts'

/** A control of the practice screen. `enters`: Enter in a field presses it. `about` tells apart those of a table. */
export function LabButton({
  action,
  enters = false,
  about,
  onAct,
}: {
  action: LabAction
  enters?: boolean
  about?: string
  onAct: LabHandlers['onAct']
}) {
  return (
    <button
      type={enters ? 'submit' : 'button'}
      className={action.primary ? 'btn btn-main' : 'btn'}
      aria-label={about ? `${action.label}, ${about}` : undefined}
      onClick={enters ? undefined : () => onAct(action.id)}
    >
      {action.label}
    </button>
  )
}
