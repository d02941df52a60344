import type { ComparedBlock } from '#app/domain/modules/comparison/comparison.ts'
import { foldedLines } from '#app/domain/modules/comparison/folding.ts'
import type { Passage } from '#app/domain/modules/comparison/word-changes.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import './comparison.css'

const HOW: Readonly<Record<ComparedBlock['how'], { words: string; icon: IconName }>> = {
  new: { words: 'New', icon: 'add' },
  changed: { words: 'Changed', icon: 'edit' },
  renamed: { words: 'The same under another name in links', icon: 'link' },
  removed: { words: 'Taken out', icon: 'close' },
}

const KIND: Readonly<Record<ComparedBlock['kind'], string>> = {
  section: 'Text',
  task: 'Task',
  check: 'Check',
  video: 'Video',
}

/** One block that differs: what it said on the left, what it says on the right, with the words that changed marked. */
export function ComparedBlockView({ block, before, after }: { block: ComparedBlock; before: string; after: string }) {
  const { words, icon } = HOW[block.how]
  return (
    <section className="compare-block" id={block.id} aria-labelledby={`compared-${block.id}`}>
      <div className="compare-head">
        <h2 id={`compared-${block.id}`}>{block.title}</h2>
        <p className="mark is-plain">
          <Icon name={icon} small />
          {KIND[block.kind]}. {words}.
        </p>
      </div>
      {block.beyondWords && <p className="small">{block.beyondWords}</p>}
      <div className="compare-sides">
        <ComparedSide name={before} lines={block.before} isNew={false} none="Not there yet." />
        <ComparedSide name={after} lines={block.after} isNew none="Not there any more." />
      </div>
    </section>
  )
}

type SideProps = { name: string; lines: readonly (readonly Passage[])[]; isNew: boolean; none: string }

/** One state of a text, with the words that the other does not have marked. */
export function ComparedSide({ name, lines, isNew, none }: SideProps) {
  return (
    <div className={isNew ? 'compare-side is-new' : 'compare-side'}>
      <h3>{name}</h3>
      {lines.length === 0 && <p className="muted">{none}</p>}
      {foldedLines(lines).map(({ lines: run, isFolded }, place) =>
        isFolded ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a comparison never change their order
          <details key={place}>
            <summary className="small">{run.length} lines are the same</summary>
            <Lines lines={run} />
          </details>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a comparison never change their order
          <Lines key={place} lines={run} />
        ),
      )}
    </div>
  )
}

function Lines({ lines }: { lines: readonly (readonly Passage[])[] }) {
  return lines.map((passages, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a comparison never change their order
    <p className="line" key={place}>
      {passages.map((passage, part) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nor do the passages of a line
        <PassageView key={part} passage={passage} />
      ))}
    </p>
  ))
}

/** Struck out or underlined, and said to those who listen. */
function PassageView({ passage: { kind, words } }: { passage: Passage }) {
  if (kind === 'same') return words
  const Tag = kind === 'removed' ? 'del' : 'ins'
  return (
    <>
      <Tag>
        <span className="sr">{kind === 'removed' ? 'Taken out: ' : 'New: '}</span>
        {words.trimEnd()}
        <span className="sr">.</span>
      </Tag>
      {words.endsWith(' ') && ' '}
    </>
  )
}
