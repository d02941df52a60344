import { lazy, type ReactNode, Suspense } from 'react'

export type DialogProps = {
  /** the question: "Waive “Coverage by sessions”?" */
  title: string
  open: boolean
  onClose: () => void
  /** words, fields and the row of buttons; the main button is the verb */
  children: ReactNode
}

/* react-aria traps the focus, returns it, and closes on Escape. It is loaded when a dialog first opens. */
const DialogWindow = lazy(() => import('./dialog-window.tsx').then((module) => ({ default: module.DialogWindow })))

/** A question that has to be answered before going on. On a phone it takes the width, from the bottom. */
export function Dialog(props: DialogProps) {
  if (!props.open) return null
  return (
    <Suspense fallback={null}>
      <DialogWindow {...props} />
    </Suspense>
  )
}
