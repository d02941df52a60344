import type { ReactNode } from 'react'
import { isSafeHref, type RichDoc, type RichMark, type RichNode } from '#app/domain/confusion/rich-words.ts'

/** The words of a report, with what was set apart in them where somebody did. Drawn node by node, never as markup. */
export function ReportWords({ words, body }: { words: string; body: RichDoc | null }) {
  if (body === null) return <p className="said-words">{words}</p>
  return <div className="said-rich">{body.content.map(drawn)}</div>
}

function drawn(node: RichNode, place: number): ReactNode {
  if (node.type === 'hardBreak') return <br key={place} />
  if (node.type === 'text') return <span key={place}>{marked(node.text, node.marks ?? [])}</span>
  const inside = node.content?.map(drawn)
  if (node.type === 'bulletList') return <ul key={place}>{inside}</ul>
  if (node.type === 'orderedList') return <ol key={place}>{inside}</ol>
  if (node.type === 'listItem') return <li key={place}>{inside}</li>
  if (node.type === 'codeBlock') {
    return (
      <pre key={place}>
        <code>{inside}</code>
      </pre>
    )
  }
  return <p key={place}>{inside}</p>
}

/** One mark around what the others leave: marks are few, and lie in each other. */
function marked(text: string, [mark, ...others]: readonly RichMark[]): ReactNode {
  return mark ? <Marked mark={mark}>{marked(text, others)}</Marked> : text
}

function Marked({ mark, children }: { mark: RichMark; children: ReactNode }) {
  if (mark.type === 'bold') return <strong>{children}</strong>
  if (mark.type === 'italic') return <em>{children}</em>
  if (mark.type === 'code') return <code>{children}</code>
  if (mark.type !== 'link' || !isSafeHref(mark.attrs.href)) return children
  return (
    <a href={mark.attrs.href} rel="noreferrer noopener nofollow" target="_blank">
      {children}
    </a>
  )
}
