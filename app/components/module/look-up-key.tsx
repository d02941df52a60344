import { type ComponentType, useCallback, useState } from 'react'
import { createPortal } from 'react-dom'
import { KEYS } from '../frame/single-keys.ts'
import { useSingleKey } from '../frame/use-single-key.ts'
import type { LookUpDialogProps } from '../look-up/look-up-dialog.tsx'
import { TextButton } from '../ui/button.tsx'
import { LOOK_UP } from './look-up.tsx'

/**
 * Opens the quick references over the module, by their key or the button that names it. The dialog is loaded when it
 * first opens; where it cannot be, the links at the foot of the page serve.
 */
export function LookUpKey({ references }: Pick<LookUpDialogProps, 'references'>) {
  const [Dialog, setDialog] = useState<ComponentType<LookUpDialogProps> | null>(null)
  const [isOpen, setOpen] = useState(false)
  const open = useCallback(() => {
    void import('../look-up/look-up-dialog.tsx').then(({ LookUpDialog }) => {
      setDialog(() => LookUpDialog)
      setOpen(true)
    }, toLinks)
  }, [])
  useSingleKey(KEYS.quickReferences.key, open)
  return (
    <span className="look-up-key needs-script">
      <TextButton onClick={open} aria-keyshortcuts={KEYS.quickReferences.key}>
        Quick references
      </TextButton>
      <kbd>{KEYS.quickReferences.key}</kbd>
      {Dialog &&
        isOpen &&
        createPortal(<Dialog references={references} onClose={() => setOpen(false)} />, document.body)}
    </span>
  )
}

function toLinks(): void {
  document.querySelector<HTMLAnchorElement>(`[aria-labelledby="${LOOK_UP}"] a`)?.focus()
}
