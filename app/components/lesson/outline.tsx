import { Icon } from '../ui/icon.tsx'

export type OutlineItem = { id: string; title: string; state: 'done' | 'now' | 'open' }

/** The blocks of a module and how far one is: folded on a phone, beside the text on a wide screen. */
export function Outline({ items }: { items: readonly OutlineItem[] }) {
  const done = items.filter((item) => item.state === 'done').length
  return (
    <nav className="lesson-outline" aria-label="In this module">
      <details>
        <summary>
          <Icon name="outline" small />
          In this module
          <span className="muted">
            {done} of {items.length} done
          </span>
          <Icon name="more" small />
        </summary>
        <ol>
          {items.map((item) => (
            <li key={item.id}>
              <a href={`#${item.id}`} aria-current={item.state === 'now' ? 'step' : undefined}>
                <span className={`outline-dot ${item.state}`}>{item.state === 'done' && <Icon name="check" />}</span>
                <span>
                  {item.title}
                  {item.state === 'done' && <span className="sr">, done</span>}
                </span>
              </a>
            </li>
          ))}
        </ol>
      </details>
    </nav>
  )
}
