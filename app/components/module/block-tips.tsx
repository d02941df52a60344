import { Link, useFetcher } from 'react-router'
import type { ShownTip } from '#app/domain/playbooks/tips.ts'
import { paths } from '#app/http/paths.ts'
import { Icon } from '../ui/icon.tsx'
import './block-tips.css'

/** What colleagues found out at a block, in a sentence each. */
export function BlockTips({ tips = [] }: { tips: readonly ShownTip[] | undefined }) {
  return (
    <ul className="block-tips" aria-label="Tips of colleagues">
      {tips.map((tip) => (
        <Tip key={tip.id} tip={tip} />
      ))}
    </ul>
  )
}

function Tip({ tip: { id, words, useful, own, isFromCohort, mine } }: { tip: ShownTip }) {
  const fetcher = useFetcher()
  return (
    <li>
      <Icon name="tip" small />
      <div>
        <p>{words}</p>
        <fetcher.Form method="post" action={paths.tipVote(id)} className="small muted">
          <span>{mine ? 'Yours' : isFromCohort ? 'From your cohort' : 'From a colleague'}</span>
          {useful > 0 && <span>{useful === 1 ? 'useful to one' : `useful to ${useful}`}</span>}
          <button type="submit" className="link-btn" name="useful" value={own ? 'no' : 'yes'}>
            {own ? 'Not useful after all' : 'Useful'}
          </button>
          {mine && (
            <Link to={paths.tipWithdrawal(id)} aria-label={`Withdraw your tip: ${words}`}>
              Withdraw
            </Link>
          )}
        </fetcher.Form>
      </div>
    </li>
  )
}
