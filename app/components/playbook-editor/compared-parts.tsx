import { compareLines } from '#app/domain/modules/comparison/word-changes.ts'
import type { PartChange } from '#app/domain/playbooks/part-changes.ts'
import { type DocNode, linesOf } from '#app/lessons/playbook-doc/doc.ts'
import { ComparedSide } from '../module/compared-block.tsx'

type Props = { before: DocNode | null; after: DocNode | null; beforeName: string; afterName: string }

/** A part in two states beside each other, with the words that differ marked. */
export function ComparedParts({ before, after, beforeName, afterName }: Props) {
  const lines = compareLines(before ? linesOf(before) : [], after ? linesOf(after) : [])
  const onlyForm = before && after && linesOf(before).join('\n') === linesOf(after).join('\n')
  return (
    <>
      {onlyForm && <p className="small">The words are the same; how they are set differs.</p>}
      <div className="compare-sides">
        <ComparedSide name={beforeName} lines={lines.before} isNew={false} none="Not there." />
        <ComparedSide name={afterName} lines={lines.after} isNew none="Taken out." />
      </div>
    </>
  )
}

const HOW: Record<PartChange['how'], string> = { added: 'New', changed: 'Changed', removed: 'Taken out' }

/** "Changed: Arrive and check in…" */
export function changeName({ how, before, after }: Pick<PartChange, 'how' | 'before' | 'after'>): string {
  return `${HOW[how]}: ${partName(after ?? before)}`
}

/** A part by the beginning of its words. */
export function partName(part: DocNode | null): string {
  if (part?.type === 'about') return 'title, summary and minutes'
  const [words = ''] = part ? linesOf(part) : []
  if (words === '') return 'an empty part'
  return words.length > 60 ? `${words.slice(0, 60).trimEnd()}…` : words
}
