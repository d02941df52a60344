import { Button } from '../ui/button.tsx'

/** In place of an attempt that another tab has: nothing of it counts twice, and it can be taken over. */
export function GoOnHere({ onGoOn }: { onGoOn: () => void }) {
  return (
    <div className="btn-row">
      <Button kind="primary" onClick={onGoOn}>
        Go on here
      </Button>
    </div>
  )
}
