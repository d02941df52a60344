import { Link, useFetcher } from 'react-router'
import { byArea } from '#app/domain/playbooks/areas.ts'
import { paths } from '#app/http/paths.ts'
import { playbookPaths } from '#app/http/playbook-paths.ts'
import { counted } from '../format.ts'
import { Prose } from '../lesson/lesson-blocks.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Icon } from '../ui/icon.tsx'
import '#app/styles/playbook.css'

/** A support template as this champion would send it. */
export type ReadyTemplate = {
  slug: string
  title: string
  area: string
  used: number
  module: { slug: string; title: string } | null
  /** how it looks, sanitised; places that have to be filled by hand are marked */
  html: string
  /** what is copied */
  text: string
}

type TemplateListProps = { templates: readonly ReadyTemplate[]; mayEdit: boolean }

/** The questions that people ask most, by area, each with words to answer them. */
export function TemplateList({ templates, mayEdit }: TemplateListProps) {
  return byArea(templates).map(({ area, templates: of }) => (
    <section key={area} aria-label={area}>
      <h3 className="template-area">{area}</h3>
      <ul className="templates">
        {of.map((template) => (
          <TemplateItem key={template.slug} template={template} mayEdit={mayEdit} />
        ))}
      </ul>
    </section>
  ))
}

function TemplateItem({ template, mayEdit }: { template: ReadyTemplate; mayEdit: boolean }) {
  const { slug, title, module, html, text, used } = template
  const copies = useFetcher()
  const count = () => void copies.submit(null, { method: 'post', action: playbookPaths.templateCopies(slug) })
  return (
    <li id={slug}>
      <details>
        <summary>
          {title}
          <Icon name="more" small />
        </summary>
        <Prose html={html} small />
        <div className="btn-row">
          <CopyButton text={text} html={html} what={title} onCopied={count} />
          {mayEdit && (
            <Link to={playbookPaths.template(slug)} aria-label={`Edit “${title}”`}>
              Edit
            </Link>
          )}
          {module && <Link to={paths.module(module.slug)}>{module.title}</Link>}
          <span className="small muted">{used === 0 ? 'Not used yet' : `Used ${counted(used, 'time', 'times')}`}</span>
        </div>
      </details>
    </li>
  )
}
