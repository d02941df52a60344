import { Link } from 'react-router'
import type { HelpAsked } from '#app/domain/cohorts/cohort-page.server.ts'
import type { ReadyAt } from '#app/domain/playbooks/ready-answers.server.ts'
import { playbookPaths } from '#app/http/playbook-paths.ts'
import '../champions/champions.css'

type ReadyAnswersProps = { help: HelpAsked; personId: string; cohortId: string; ready: readonly ReadyAt[] }

/** Templates about the place at which somebody asks for help, each a message to them that can be changed first. */
export function ReadyAnswers({ help, personId, cohortId, ready }: ReadyAnswersProps) {
  const fitting = ready.filter(
    ({ module, block }) => module === help.slug && (block === null || block === help.blockId),
  )
  if (fitting.length === 0) return null
  return (
    <ul className="ready-answers" aria-label="Ready answers">
      {fitting.map(({ slug, title }) => (
        <li key={slug}>
          <Link
            to={playbookPaths.templateMessage(slug, personId, { cohort: cohortId, request: help.id })}
          >{`Send “${title}”`}</Link>
        </li>
      ))}
    </ul>
  )
}
