import { useEffect, useState } from 'react'
import type { QuickReference } from '#app/domain/modules/quick-references.server.ts'
import { Button } from '../ui/button.tsx'
import { OfflineDialog } from '../ui/offline-dialog.tsx'
import { LookUpList } from './look-up-list.tsx'
import { LookUpSheet } from './look-up-sheet.tsx'
import { fetchWords, type Words } from './words.ts'
import './look-up.css'

export type LookUpDialogProps = { references: readonly QuickReference[]; onClose: () => void }

/** The quick references over whatever is being done, which stays as it is. Escape leads back to it. */
export function LookUpDialog({ references, onClose }: LookUpDialogProps) {
  const [chosen, setChosen] = useState<QuickReference | null>(null)
  const [words, setWords] = useState<Words | null>(null)
  useEffect(() => {
    void fetchWords(references).then(setWords)
  }, [references])
  return (
    <OfflineDialog title={chosen?.title ?? 'Quick references'} onClose={onClose} wide={chosen !== null}>
      {chosen ? (
        <LookUpSheet key={chosen.slug} slug={chosen.slug} onBack={() => setChosen(null)} />
      ) : (
        <LookUpList references={references} words={words} onChoose={setChosen} />
      )}
      <form method="dialog" className="look-up-close">
        <Button type="submit" icon="close">
          Close
        </Button>
        <span className="small muted">
          or press <kbd>Esc</kbd>
        </span>
      </form>
    </OfflineDialog>
  )
}
