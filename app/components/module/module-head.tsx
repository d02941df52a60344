import type { ModulePage } from '#app/domain/progress/standing.ts'
import { paths } from '#app/http/paths.ts'
import { dayText, inDaysText } from '../dates.ts'
import { Fact, PageHead } from '../ui/head.tsx'
import type { IconName } from '../ui/icon.tsx'
import { PageLink } from '../ui/page-link.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { ModuleActs } from './module-acts.tsx'

const KINDS: Record<ModulePage['lesson']['kind'], { words: string; icon: IconName }> = {
  lesson: { words: 'Lesson', icon: 'lesson' },
  lab: { words: 'Lab', icon: 'lab' },
  video: { words: 'Video', icon: 'video' },
  'quick reference': { words: 'Quick reference', icon: 'quickReference' },
  update: { words: 'Update', icon: 'update' },
  runbook: { words: 'Runbook', icon: 'runbook' },
}

/** A kind of module in words, with its icon. */
export const kindOf = (kind: ModulePage['lesson']['kind']) => KINDS[kind]

/** What the module is, how long it takes, until when, and in which release. */
export function ModuleHead({ page, today }: { page: ModulePage; today: string }) {
  const { lesson, release, assigned } = page
  const { words, icon } = kindOf(lesson.kind)
  const looked = lesson.kind === 'quick reference'
  return (
    <header className="lesson-head">
      <PageHead
        over={<Over page={page} />}
        title={lesson.title}
        aside={<ModuleActs page={page} />}
        meta={
          <>
            <Fact icon={icon}>{looked ? words : `${words}, about ${lesson.minutes} min`}</Fact>
            {assigned?.due && !looked && page.standing !== 'complete' && (
              <Fact icon="calendar">
                {assigned.due.isLate ? 'Was due ' : 'Due '}
                {dayText(assigned.due.day, today)}, {inDaysText(assigned.due.day, today)}
              </Fact>
            )}
            {assigned?.optional && <Fact>Optional</Fact>}
            <Fact>Release {release.label}</Fact>
          </>
        }
      />
      <Standing page={page} today={today} />
    </header>
  )
}

function Over({ page: { assigned } }: { page: ModulePage }) {
  if (!assigned) return <PageLink to={paths.library()}>Library</PageLink>
  return (
    <>
      <PageLink to={paths.home()}>{assigned.milestone.name.split(':')[0]}</PageLink>
      {assigned.number > 0 && `, module ${assigned.number} of ${assigned.of}`}
    </>
  )
}

/** What has to be known before reading on: complete, changed since, or an older release that is being finished. */
function Standing({ page, today }: { page: ModulePage; today: string }) {
  const { standing, refresher, completion, newer, release, isWithdrawn } = page
  return (
    <>
      {standing === 'complete' && completion && (
        <p>
          <StatusMark state="done">
            Complete since {dayText(completion.on, today)}, release {completion.label}
          </StatusMark>
        </p>
      )}
      {refresher && (
        <p className="small">
          <StatusMark state="working">Refresher</StatusMark> You completed release {refresher.from}. New since then:{' '}
          {refresher.blocks.map(({ id, title }, place) => (
            <span key={id}>
              {place > 0 && (place === refresher.blocks.length - 1 ? ' and ' : ', ')}
              <a href={`#${id}`}>{title}</a>
            </span>
          ))}
          . The rest is as you know it.
        </p>
      )}
      {newer && (
        <p className="small muted">
          You finish what you began in release {release.label}. Release {newer.label} is the current one.
        </p>
      )}
      {isWithdrawn && <p className="small muted">This release is withdrawn. What you did stays on your record.</p>}
    </>
  )
}
