import type { RunningAttempt, TaskState } from '#app/domain/progress/standing.ts'
import { Button } from '../ui/button.tsx'

type LabStartProps = {
  state: TaskState | undefined
  /** the module's rule takes a success with guidance */
  guidedCounts: boolean
  onStart: (mode: RunningAttempt['mode']) => void
}

/** The two ways to begin a lab, and which of them counts. */
export function LabStart({ state, guidedCounts, onStart }: LabStartProps) {
  const last = state?.last
  const wasGuided = last?.mode === 'guided'
  const again = Boolean(state?.tries) && !wasGuided
  return (
    <ul className="lab-start">
      <li>
        <Button kind={again ? 'outlined' : 'primary'} onClick={() => onStart('assessed')}>
          {again ? 'Practise again' : 'Start'}
        </Button>
        <span>On your own. This is what counts, and what is timed.</span>
      </li>
      <li>
        <Button onClick={() => onStart('guided')}>Show me how</Button>
        <span>
          {guidedCounts
            ? 'Each next control is shown to you. A success counts as well.'
            : 'Each next control is shown to you. It does not count, as often as you like.'}
        </span>
      </li>
    </ul>
  )
}
