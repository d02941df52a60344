import { Link } from 'react-router'
import { paths } from '#app/http/paths.ts'
import { playbookPaths } from '#app/http/playbook-paths.ts'

type CohortPlaybooksProps = { cohortId: string; playbooks: readonly { slug: string; title: string }[] }

/** The ways to the cohort's own copies of playbooks, in one line. */
export function CohortPlaybooks({ cohortId, playbooks }: CohortPlaybooksProps) {
  return (
    <p className="small">
      {playbooks.length === 0 ? 'This cohort has no copy of a playbook yet: ' : 'Your cohort’s copies: '}
      {playbooks.map(({ slug, title }, place) => (
        <span key={slug}>
          {place > 0 && ', '}
          <Link to={playbookPaths.cohortPlaybook(cohortId, slug)}>{title}</Link>
        </span>
      ))}
      {playbooks.length === 0 && <Link to={paths.playbooks()}>choose one</Link>}
    </p>
  )
}
