import { Link } from 'react-router'
import { byArea } from '#app/domain/playbooks/areas.ts'
import { paths } from '#app/http/paths.ts'
import { playbookPaths } from '#app/http/playbook-paths.ts'
import { SectionHead } from '../ui/head.tsx'

type WriteToProps = {
  person: { id: string; name: string; cohorts: readonly { id: string }[] }
  templates: readonly { slug: string; title: string; area: string }[]
}

/** The support templates as messages to this person. */
export function WriteTo({ person, templates }: WriteToProps) {
  return (
    <section className="section" aria-labelledby="write-to">
      <SectionHead id="write-to" title="Write to them" aside="Words that are ready; you can change them first." />
      {person.cohorts.slice(0, 1).map(({ id }) => (
        <p key={id}>
          <Link to={paths.newNudge(id, [person.id])}>Remind them of what is on their list</Link>
        </p>
      ))}
      {byArea(templates).map(({ area, templates: of }) => (
        <div key={area}>
          <h3>{area}</h3>
          <ul className="lines">
            {of.map(({ slug, title }) => (
              <li key={slug}>
                <Link to={playbookPaths.templateMessage(slug, person.id)}>{title}</Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
