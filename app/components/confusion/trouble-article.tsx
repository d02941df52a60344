import { Fragment, type ReactNode, useEffect, useRef } from 'react'
import { Link, useLocation } from 'react-router'
import { shortDayText } from '#app/components/dates.ts'
import { counted, listed } from '#app/components/format.ts'
import { type Today, todayOf } from '#app/components/ui/date-text.tsx'
import { Icon } from '#app/components/ui/icon.tsx'
import { StatusMark } from '#app/components/ui/status-mark.tsx'
import type { Effect } from '#app/domain/adoption/effect/effect.ts'
import { headline } from '#app/domain/confusion/headline.ts'
import { severityWords, stateWords } from '#app/domain/confusion/kinds.ts'
import type { Lasting } from '#app/domain/confusion/lasting/lasting.ts'
import type { TroubleDetail } from '#app/domain/confusion/trouble-detail.ts'
import { localDay } from '#app/domain/migrations/local-days.ts'
import { paths } from '#app/http/paths.ts'
import { ownerWords, rateWords } from './board-words.ts'
import { EffectSection } from './effect-section.tsx'
import { LastingActs } from './lasting-acts.tsx'
import { SaidList } from './said-list.tsx'
import { JoinedList, TroubleActs } from './trouble-acts.tsx'
import { historyOf } from './trouble-history.ts'

type TroubleArticleProps = {
  trouble: TroubleDetail
  /** what became of its answers beyond it; null while nothing is answered */
  lasting: Lasting | null
  /** templates that may answer it */
  ready: readonly { slug: string; title: string }[]
  /** the board's filters, kept in every link */
  query: string
  triages: boolean
  /** null while nothing is resolved */
  effect: Effect | null
  today: Today
  /** the form that is open; null: none */
  form: ReactNode
}

/** A trouble beside the board: where, who said what, what became of it, and what can be done. */
export function TroubleArticle({ trouble, lasting, ready, query, triages, effect, today, form }: TroubleArticleProps) {
  const quotes = [...new Set(trouble.said.flatMap((one) => one.quote ?? []))]
  const title = useFocusWhenChosen(trouble.id)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by itself, so the keyboard must reach it
    <article className="detail" aria-labelledby="detail" tabIndex={0}>
      <p className="detail-back">
        <Link to={paths.confusion() + query}>
          <Icon name="back" small />
          All questions
        </Link>
      </p>
      <header className="detail-head">
        <StatusMark state={trouble.severity}>
          {severityWords[trouble.severity]}, {stateWords[trouble.state].toLowerCase()}
        </StatusMark>
        <h2 id="detail" tabIndex={-1} ref={title}>
          {headline(trouble.question)}
        </h2>
        <p className="small muted">{voicesSentence(trouble, today)}</p>
      </header>
      {trouble.joinedWith && (
        <p className="note small">
          Joined with{' '}
          <Link to={paths.confusionCluster(trouble.joinedWith.id) + query}>
            {headline(trouble.joinedWith.question)}
          </Link>
          : whatever is said there, its people hear too.
        </p>
      )}
      {lasting?.withdrawnFix && (
        <p className="note small">
          Release {lasting.withdrawnFix}, which was to fix it, was withdrawn. Open it again, unless it is clear without.
        </p>
      )}
      {trouble.joined.length > 0 && <JoinedList trouble={trouble} query={query} triages={triages} />}
      <Facts trouble={trouble} />
      {form ?? (triages && <TroubleActs trouble={trouble} query={query} />)}
      {form === null && triages && ready.length > 0 && (
        <p className="small">
          Ready answers:{' '}
          {ready.map(({ slug, title }, place) => (
            <Fragment key={slug}>
              {place > 0 && ', '}
              <Link to={answerWith(trouble.id, query, slug)} preventScrollReset>
                {title}
              </Link>
            </Fragment>
          ))}
        </p>
      )}
      <EffectSection effect={effect} today={today} />
      {quotes.length > 0 && (
        <>
          <h3>The words people marked</h3>
          {quotes.map((quote) => (
            <blockquote key={quote} className="quoted">
              {quote}
            </blockquote>
          ))}
        </>
      )}
      <h3>What they said</h3>
      <SaidList said={trouble.said} today={todayOf(today)} />
      <History trouble={trouble} today={today} />
      {form === null && triages && lasting && (
        <LastingActs id={trouble.id} query={query} lasting={lasting} today={today} />
      )}
    </article>
  )
}

/** The answer form, begun with the words of a template. */
function answerWith(id: string, query: string, template: string): string {
  const asked = new URLSearchParams(query)
  asked.set('template', template)
  return `${paths.confusionCluster(id, 'answer')}?${asked}`
}

/** Moves the focus to a trouble that was chosen on the board; not when the page is opened at it. */
function useFocusWhenChosen(id: string) {
  const title = useRef<HTMLHeadingElement>(null)
  const { key } = useLocation()
  const before = useRef(key === 'default' ? id : null)
  useEffect(() => {
    if (before.current !== id) title.current?.focus()
    before.current = id
  }, [id])
  return title
}

function voicesSentence({ voices, openedAt }: TroubleDetail, { zone, ...today }: Today): string {
  const said = [
    counted(voices.reports, 'report', 'reports'),
    ...(voices.meToos > 0 ? [counted(voices.meToos, 'me-too', 'me-toos')] : []),
  ]
  const since = shortDayText(localDay(openedAt, zone), todayOf({ zone, ...today }))
  return `${listed(said)} from ${counted(voices.people, 'person', 'people')}, since ${since}`
}

function Facts({ trouble }: { trouble: TroubleDetail }) {
  const { module, block, releases, voices, audiences } = trouble
  return (
    <dl className="facts">
      <dt>Where</dt>
      <dd>
        <Link to={paths.module(module.slug, block.id)}>{module.title}</Link>, block {block.title}
      </dd>
      <dt>Release</dt>
      <dd>{releases.join(', ')}</dd>
      <dt>How often</dt>
      <dd className="num">
        {rateWords(voices)}, {counted(voices.reached, 'person', 'people')} reached the block
      </dd>
      {audiences.length > 0 && (
        <>
          <dt>Audiences</dt>
          <dd>{listed(audiences.map(({ name, people }) => `${name} ${people}`))}</dd>
        </>
      )}
      {trouble.links.length > 0 && (
        <>
          <dt>Linked with</dt>
          <dd>
            {trouble.links.map(({ id, kind, label, href }) => (
              <span key={id} className="trouble-link">
                {kind === 'ticket' ? (
                  <a href={href} rel="noreferrer noopener">
                    {label}
                  </a>
                ) : (
                  <Link to={href}>{label}</Link>
                )}
              </span>
            ))}
          </dd>
        </>
      )}
      <dt>Owner</dt>
      <dd>{ownerWords(trouble)}</dd>
    </dl>
  )
}

const stations = { passed: undefined, now: 'now', ahead: 'open' } as const

function History({ trouble, today }: { trouble: TroubleDetail; today: Today }) {
  return (
    <>
      <h3>What became of it</h3>
      <ol className="history">
        {historyOf(trouble, today).map((item) => (
          <li key={`${item.title} ${item.at.toISOString()}`} className={stations[item.place]}>
            <b>{item.title}</b>
            {item.words && <span className="said-words history-words">“{item.words}”</span>}
            {item.link && (
              <a href={item.link} rel="noreferrer noopener">
                {item.link}
              </a>
            )}
            <span className="sub">{item.note}</span>
          </li>
        ))}
      </ol>
      {trouble.objections.length > 0 && (
        <>
          <h3>What those said whom it did not help</h3>
          <ul className="lines">
            {trouble.objections.map((words) => (
              <li key={words} className="said-words">
                “{words}”
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
