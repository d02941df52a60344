import { Link } from 'react-router'
import { LinkButton } from '#app/components/ui/button.tsx'
import { headline } from '#app/domain/confusion/headline.ts'
import type { TroubleDetail } from '#app/domain/confusion/trouble-detail.ts'
import { paths } from '#app/http/paths.ts'
import { triagePaths } from '#app/http/triage-paths.ts'
import { BOARD_KEYS } from './board-keys.ts'
import { useActKeys } from './use-board-keys.ts'

type TroubleProps = { trouble: TroubleDetail; query: string }

/** What can be done about a trouble. One primary act: what it waits for. */
export function TroubleActs({ trouble, query }: TroubleProps) {
  useActKeys()
  const to = (form: 'answer' | 'resolution' | 'owner' | 'reopening') => paths.confusionCluster(trouble.id, form) + query
  if (trouble.state === 'resolved') {
    return (
      <p className="btn-row detail-acts">
        <LinkButton to={to('reopening')} preventScrollReset>
          Open again
        </LinkButton>
      </p>
    )
  }
  if (trouble.joinedWith) {
    return (
      <p className="btn-row detail-acts">
        <LinkButton to={triagePaths.form(trouble.id, 'separation') + query} preventScrollReset>
          Take it out again
        </LinkButton>
      </p>
    )
  }
  const waits = trouble.state === 'open'
  return (
    <p className="btn-row detail-acts">
      <LinkButton
        to={to('answer')}
        data-act="answer"
        aria-keyshortcuts={BOARD_KEYS.answer.key}
        kind={waits ? 'primary' : 'outlined'}
        preventScrollReset
      >
        {waits ? 'Answer' : 'Answer again'}
      </LinkButton>
      <LinkButton
        to={to('resolution')}
        data-act="resolve"
        aria-keyshortcuts={BOARD_KEYS.resolve.key}
        kind={waits ? 'outlined' : 'primary'}
        preventScrollReset
      >
        Resolve
      </LinkButton>
      <LinkButton
        to={to('owner')}
        data-act="owner"
        aria-keyshortcuts={BOARD_KEYS.owner.key}
        kind="quiet"
        preventScrollReset
      >
        Owner and severity
      </LinkButton>
      <LinkButton
        to={triagePaths.form(trouble.id, 'merge') + query}
        data-act="merge"
        aria-keyshortcuts={BOARD_KEYS.merge.key}
        kind="quiet"
        preventScrollReset
      >
        Join similar
      </LinkButton>
      <LinkButton to={triagePaths.form(trouble.id, 'links') + query} kind="quiet" preventScrollReset>
        Links
      </LinkButton>
    </p>
  )
}

/** What was joined with a trouble; each leads to where it is taken out again. */
export function JoinedList({ trouble, query, triages }: TroubleProps & { triages: boolean }) {
  return (
    <div className="note small">
      <p>Joined with this one:</p>
      <ul className="joined-list">
        {trouble.joined.map(({ id, question, isRepetition }) => (
          <li key={id}>
            <Link to={paths.confusionCluster(id) + query} preventScrollReset>
              {headline(question)}
            </Link>
            {triages && (
              <Link
                to={
                  (isRepetition ? paths.confusionCluster(id, 'reopening') : triagePaths.form(id, 'separation')) + query
                }
                aria-label={`Take out: ${headline(question)}`}
                preventScrollReset
              >
                Take out
              </Link>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
