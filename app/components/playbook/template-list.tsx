import { Link } from 'react-router'
import { paths } from '#app/http/paths.ts'
import { Prose } from '../lesson/lesson-blocks.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Icon } from '../ui/icon.tsx'
import '#app/styles/playbook.css'

/** A support template as this champion would send it. */
export type ReadyTemplate = {
  slug: string
  title: string
  module: { slug: string; title: string } | null
  /** how it looks, sanitised; places that have to be filled by hand are marked */
  html: string
  /** what is copied */
  text: string
}

/** The questions that people ask most, each with words to answer them. */
export function TemplateList({ templates }: { templates: readonly ReadyTemplate[] }) {
  return (
    <ul className="templates">
      {templates.map((template) => (
        <li key={template.slug} id={template.slug}>
          <details>
            <summary>
              {template.title}
              <Icon name="more" small />
            </summary>
            <Prose html={template.html} small />
            <div className="btn-row">
              <CopyButton text={template.text} html={template.html} what={template.title} />
              {template.module && <Link to={paths.module(template.module.slug)}>{template.module.title}</Link>}
            </div>
          </details>
        </li>
      ))}
    </ul>
  )
}
