import { TextButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import type { Standing } from './shared-doc.ts'

type Props = { standing: Standing; by: string | null; onSave: () => void }

/** Whether what is written is safe, in words; said to those who listen when it changes for the worse. */
export function StandingLine({ standing, by, onSave }: Props) {
  const words = wordsFor(standing)
  const isBad = standing.kind === 'refused' || standing.kind === 'unreached'
  return (
    <p className={isBad ? 'doc-standing is-bad' : 'doc-standing'} role={isBad ? 'alert' : undefined}>
      <Icon name={isBad ? 'kept' : standing.kind === 'saved' ? 'check' : 'edit'} small />
      <span data-standing={standing.kind}>{words}</span>
      {isBad && <TextButton onClick={onSave}>Try again</TextButton>}
      {by && standing.kind !== 'disputed' && <span className="muted">{by} wrote here, too.</span>}
    </p>
  )
}

function wordsFor(standing: Standing): string {
  switch (standing.kind) {
    case 'saved':
      return 'Saved.'
    case 'writing':
    case 'saving':
      return 'Saving…'
    case 'unreached':
      return 'Not saved yet: there is no connection. Your words are kept in this browser, and saved when it is back.'
    case 'refused':
      return `Not saved: ${standing.words} Your words are kept in this browser.`
    case 'disputed':
      return 'Not saved yet: choose between two versions.'
  }
}
