import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { DialogProps } from './dialog.tsx'

/** The window of a dialog. Only `Dialog` uses it, when it opens. */
export function DialogWindow({ title, open, onClose, children }: DialogProps) {
  return (
    <ModalOverlay className="scrim" isOpen={open} onOpenChange={(isOpen) => !isOpen && onClose()} isDismissable>
      <Modal className="dialog-place">
        <AriaDialog className="dialog">
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
