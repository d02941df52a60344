import { type ReactNode, useEffect, useId, useRef } from 'react'

/**
 * A dialog that is there without a connection: the browser's own, since the one of `dialog.tsx` is loaded when it
 * first opens. The browser traps the focus, returns it, and closes on Escape.
 */
export function OfflineDialog({
  title,
  onClose,
  wide = false,
  children,
}: {
  title: string
  onClose: () => void
  /** for what is read in it, not answered */
  wide?: boolean
  children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog className={wide ? 'dialog dialog-wide' : 'dialog'} ref={dialog} onClose={onClose} aria-labelledby={titleId}>
      <h2 id={titleId}>{title}</h2>
      {children}
    </dialog>
  )
}
