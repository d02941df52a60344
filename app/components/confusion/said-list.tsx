import { shortDayText } from '#app/components/dates.ts'
import { attemptWords } from '#app/domain/confusion/attempt-errors.ts'
import { kindWords } from '#app/domain/confusion/kinds.ts'
import type { Said } from '#app/domain/confusion/trouble-detail.ts'
import { ReportPictures } from './report-pictures.tsx'
import { ReportWords } from './report-words.tsx'

/** As many as are read at a glance. */
const SHOWN = 5

/** What people said, in their words. The rest opens in place. */
export function SaidList({ said, today }: { said: readonly Said[]; today: string }) {
  const more = said.slice(SHOWN)
  return (
    <>
      <ul className="lines">
        {said.slice(0, SHOWN).map((one, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what was said has no identity, so that nobody has
          <SaidLine key={place} one={one} today={today} />
        ))}
      </ul>
      {more.length > 0 && (
        <details className="more">
          <summary>{more.length} more</summary>
          <ul className="lines">
            {more.map((one, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what was said has no identity, so that nobody has
              <SaidLine key={place} one={one} today={today} />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

const endings = { success: 'went well', failure: 'did not go well', 'gave up': 'given up' } as const

function SaidLine({ one, today }: { one: Said; today: string }) {
  const attempt =
    one.attempt && `${attemptWords(one.attempt)}${one.attempt.outcome ? ` ${endings[one.attempt.outcome]}` : ''}`
  const facts = [
    one.as === 'me too' ? 'Me too' : one.kind && kindWords[one.kind],
    one.blocking && 'stops them from working',
    one.who ?? (one.as === 'report' && 'without a name'),
    shortDayText(one.day, today),
    one.audience,
    one.milestone,
    `release ${one.release}`,
    one.place && `at ${one.place}`,
    attempt,
    one.browser,
  ]
  return (
    <li>
      <ReportWords words={`“${one.words}”`} body={one.body} />
      <ReportPictures pictures={one.pictures} />
      <span className="sub said-facts">{facts.filter(Boolean).join(', ')}</span>
    </li>
  )
}
