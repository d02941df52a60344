import type { PlaybookSection } from '#app/lessons/playbook.ts'
import { START_BLOCK } from '#app/lessons/tree.ts'
import { Icon } from '../ui/icon.tsx'

/** The sections of a playbook: folded on a phone, beside the text on a wide screen. */
export function PlaybookOutline({ sections }: { sections: readonly PlaybookSection[] }) {
  return (
    <nav className="lesson-outline" aria-label="In this playbook">
      <details>
        <summary>
          <Icon name="outline" small />
          In this playbook
          <Icon name="more" small />
        </summary>
        <ol>
          {sections
            .filter(({ id }) => id !== START_BLOCK)
            .map(({ id, title }) => (
              <li key={id}>
                <a href={`#${id}`}>
                  <span className="outline-dot" />
                  {title}
                </a>
              </li>
            ))}
        </ol>
      </details>
    </nav>
  )
}
