import type { QuickReference } from '#app/domain/modules/quick-references.server.ts'
import type { ModulePage } from '#app/domain/progress/standing.ts'
import { paths } from '#app/http/paths.ts'
import { dayText, inDaysText } from '../dates.ts'
import { Fact, PageHead } from '../ui/head.tsx'
import type { IconName } from '../ui/icon.tsx'
import { PageLink } from '../ui/page-link.tsx'
import { dueReasonWords } from './due-reason.ts'
import { LookUpKey } from './look-up-key.tsx'
import { ModuleActs } from './module-acts.tsx'
import { ModuleStanding } from './module-standing.tsx'

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

type ModuleHeadProps = {
  page: ModulePage
  today: string
  /** what can be looked up meanwhile */
  references?: readonly QuickReference[]
}

/** What the module is, how long it takes, until when, and in which release. */
export function ModuleHead({ page, today, references = [] }: ModuleHeadProps) {
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
                {dueReasonWords(assigned.due.why) && ` (${dueReasonWords(assigned.due.why)})`}
              </Fact>
            )}
            {assigned?.optional && <Fact>Optional</Fact>}
            <Fact>Release {release.label}</Fact>
            {references.length > 0 && <LookUpKey references={references} />}
          </>
        }
      />
      <ModuleStanding page={page} today={today} />
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
