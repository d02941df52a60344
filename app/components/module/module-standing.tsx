import { Fragment } from 'react'
import type { PersonException } from '#app/domain/modules/exceptions.ts'
import type { ModulePage, Refresher } from '#app/domain/progress/standing.ts'
import { paths } from '#app/http/paths.ts'
import { dayText, shortDayText } from '../dates.ts'
import { PageLink } from '../ui/page-link.tsx'
import { StatusMark } from '../ui/status-mark.tsx'

/** What has to be known before reading on: what comes first, complete, changed since, excepted, or an older release. */
export function ModuleStanding({ page, today }: { page: ModulePage; today: string }) {
  const { standing, refresher, completion, newer, release, isWithdrawn, exceptions, comesFirst } = page
  return (
    <>
      {exceptions.map((exception) => (
        <Excepted key={exception.assignmentId} exception={exception} today={today} />
      ))}
      {standing === 'complete' && completion && (
        <p>
          <StatusMark state="done">
            Complete since {dayText(completion.on, today)}, release {completion.label}
          </StatusMark>
        </p>
      )}
      {standing !== 'complete' && !refresher && comesFirst.length > 0 && <ComesFirst modules={comesFirst} />}
      {refresher && <RefresherReason slug={page.slug} label={release.label} refresher={refresher} />}
      {newer && (
        <p className="small muted">
          You finish what you began in release {release.label}. Release {newer.label} is the current one.
        </p>
      )}
      {isWithdrawn && <p className="small muted">This release is withdrawn. What you did stays on your record.</p>}
    </>
  )
}

/** Nothing is locked: it says what comes first, and lets people go on. */
function ComesFirst({ modules }: { modules: ModulePage['comesFirst'] }) {
  return (
    <p className="small">
      <StatusMark state="open">Comes first</StatusMark> This builds on{' '}
      <Listed
        items={modules.map(({ slug, title }) => ({
          key: slug,
          link: <PageLink to={paths.module(slug)}>{title}</PageLink>,
        }))}
      />
      , which you have not completed. You can go on here all the same.
    </p>
  )
}

/** Why something that was completed is asked for again, of what, and where to see the difference. */
function RefresherReason({ slug, label, refresher }: { slug: string; label: string; refresher: Refresher }) {
  const { from, blocks, isWhole } = refresher
  const links = blocks.map(({ id, title }) => ({ key: id, link: <a href={`#${id}`}>{title}</a> }))
  return (
    <p className="small">
      <StatusMark state="working">Refresher</StatusMark> You completed release {from}.{' '}
      {isWhole ? (
        `Release ${label} asks for all of it again.`
      ) : (
        <>
          Release {label} has changed <Listed items={links} />: only that is asked of you again.
        </>
      )}{' '}
      Your completion stays. <PageLink to={paths.moduleChanges(slug, from, label)}>Compare old and new</PageLink>
    </p>
  )
}

/** Waived for this person, or due later: who said so, when, and why. */
function Excepted({ exception, today }: { exception: PersonException; today: string }) {
  const { dueOn, milestone, by, on, reason } = exception
  return (
    <p className="small">
      <StatusMark state="waived">
        {dueOn ? `You have time until ${dayText(dueOn, today)}` : 'You need not do this'}
      </StatusMark>{' '}
      {milestone.name.split(':')[0]}. {by}, {shortDayText(on, today)}: {reason}
    </p>
  )
}

/** Links in a sentence: "A, B and C". */
function Listed({ items }: { items: readonly { key: string; link: React.ReactNode }[] }) {
  return items.map(({ key, link }, place) => (
    <Fragment key={key}>
      {place > 0 && (place === items.length - 1 ? ' and ' : ', ')}
      {link}
    </Fragment>
  ))
}
