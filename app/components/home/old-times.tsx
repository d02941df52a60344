import { Link } from 'react-router'
import type { AskedOldTimeLink } from '#app/domain/practice/asked-old-times.server.ts'
import { paths } from '#app/http/paths.ts'
import { shortDayText } from '../dates.ts'

/** Tasks to be done once in the old product while it is still there. */
export function OldTimes({
  asked,
  oldProduct,
  today,
}: {
  asked: AskedOldTimeLink[]
  oldProduct: string
  today: string
}) {
  return (
    <section aria-labelledby="old-times">
      <h2 id="old-times">How long does it take in {oldProduct}?</h2>
      <ul>
        {asked.map(({ id, title, until, done }) => (
          <li key={id}>
            <Link to={paths.oldTime(id)}>{title}</Link>
            <span className="sub">
              {done ? 'Done, thank you' : `Do it there once until ${shortDayText(until, today)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
