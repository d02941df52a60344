import { Link } from 'react-router'
import type { ReadyWords, RunModule } from '#app/domain/cohorts/running/run-page.server.ts'
import { paths } from '#app/http/paths.ts'
import { playbookPaths } from '#app/http/playbook-paths.ts'
import { Prose } from '../lesson/lesson-blocks.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Icon } from '../ui/icon.tsx'
import '#app/styles/playbook.css'

/** What people are likely to ask here: what is known, what nobody has answered yet, and words that are ready. */
export function Asked({ module }: { module: RunModule }) {
  const { asked, templates } = module
  return (
    <>
      <h3>If they ask</h3>
      {asked.length > 0 && (
        <dl className="run-asks">
          {asked.map(({ words, answer }) => (
            <div key={words}>
              <dt>“{words}”</dt>
              <dd>{answer ?? 'Nobody has answered this yet. Say so, and let them press Me too.'}</dd>
            </div>
          ))}
        </dl>
      )}
      {asked.length === 0 && <p className="small muted">Nobody has asked anything about {module.title} yet.</p>}
      {templates.length > 0 && (
        <ul className="templates run-templates" aria-label="Support templates">
          {templates.map((template) => (
            <Template key={template.slug} template={template} />
          ))}
        </ul>
      )}
      <p className="small">
        <Link to={paths.module(module.slug)} target="_blank">
          {module.title}
        </Link>
      </p>
    </>
  )
}

function Template({ template: { slug, title, text, html } }: { template: ReadyWords }) {
  return (
    <li>
      <details>
        <summary>
          {title}
          <Icon name="more" small />
        </summary>
        <Prose html={html} small />
        <div className="btn-row">
          <CopyButton text={text} html={html} what={title} onCopied={() => countCopy(slug)} />
        </div>
      </details>
    </li>
  )
}

/** Without a network the copy is as good, and only its count is lost: the page must go on. */
function countCopy(slug: string): void {
  fetch(playbookPaths.templateCopies(slug), { method: 'POST' }).catch(() => {})
}
