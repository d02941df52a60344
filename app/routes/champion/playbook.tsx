import { Link } from 'react-router'
import { dayText, localOf, shortDayText } from '#app/components/dates.ts'
import { Main } from '#app/components/frame/main.tsx'
import { PlaybookOutline } from '#app/components/playbook/playbook-outline.tsx'
import { PlaybookSections } from '#app/components/playbook/playbook-sections.tsx'
import { valuesOf } from '#app/components/playbook/template-values.ts'
import { type Ticks, useTicks } from '#app/components/playbook/use-ticks.ts'
import { TextButton } from '#app/components/ui/button.tsx'
import { Fact, PageHead } from '#app/components/ui/head.tsx'
import { PrintButton } from '#app/components/ui/print-button.tsx'
import { lookedAtPlaybook } from '#app/domain/cohorts/champion-looks.server.ts'
import { can } from '#app/domain/identity/abilities.ts'
import { filledPlaybook } from '#app/domain/playbooks/fill-playbook.server.ts'
import { playbookOf } from '#app/domain/playbooks/playbooks.server.ts'
import { type Occasion, occasionOf } from '#app/domain/playbooks/templates.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { playbookPaths } from '#app/http/playbook-paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { itemsToTick } from '#app/lessons/playbook.ts'
import type { Route } from './+types/playbook.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.page.playbook.title ?? 'Playbook'} · Gangway` },
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const [page, occasion] = await answer(() =>
    Promise.all([playbookOf(viewer, params.slug), occasionOf(viewer, null, now)]),
  )
  await lookedAtPlaybook(viewer, params.slug, now)
  const today = localOf(now, viewer.migration?.timeZone ?? 'UTC').date
  const playbook = filledPlaybook(page.playbook, valuesOf(viewer, occasion, today))
  return {
    page: { ...page, playbook },
    occasion,
    today,
    mayWrite: can(viewer, 'playbook.publish'),
    personId: viewer.personId,
    language: viewer.language,
  }
}

export default function PlaybookRoute({ loaderData }: Route.ComponentProps) {
  const { page, occasion, today, mayWrite, personId, language } = loaderData
  const { playbook, revision } = page
  const ticks = useTicks(personId, page.slug, revision)
  return (
    <Main layout="lesson">
      <header className="lesson-head">
        <PageHead
          over={<Link to={paths.playbooks()}>Playbooks</Link>}
          title={playbook.title}
          aside={<PrintButton />}
          meta={
            <>
              <Fact icon="activeTime">{playbook.minutes} min</Fact>
              <Fact>
                Revision {revision}, {shortDayText(localOf(page.publishedAt, 'UTC').date, today)}
              </Fact>
            </>
          }
        />
        {playbook.summary && <p>{playbook.summary}</p>}
      </header>
      <PlaybookOutline sections={playbook.sections} />
      <aside className="lesson-rule side-notes">
        <NextSession occasion={occasion} today={today} />
        <Ticked of={itemsToTick(playbook).length} ticks={ticks} />
        <p className="small">
          <Link to={paths.playbooks()}>Support templates</Link>
        </p>
        {occasion.cohorts.map(({ id, name }) => (
          <p key={id} className="small">
            <Link to={playbookPaths.cohortPlaybook(id, page.slug)}>The copy of {name}</Link>
          </p>
        ))}
        {mayWrite && (
          <p className="small">
            <Link to={playbookPaths.playbookEdit(page.slug)}>Write the next revision</Link>
          </p>
        )}
        <p className="small">
          <a href={playbookPaths.playbookMarkdown(page.slug)} download>
            Markdown
          </a>
        </p>
      </aside>
      <article className="lesson-read">
        <PlaybookSections playbook={playbook} language={language} ticks={ticks} modules={page.modules} />
        <p className="print-only">
          {playbook.title}, revision {revision}, printed {shortDayText(today, '')}
        </p>
      </article>
    </Main>
  )
}

function NextSession({ occasion: { cohort, session }, today }: { occasion: Occasion; today: string }) {
  if (!cohort) return null
  const start = session && localOf(session.startsAt, session.timeZone)
  return (
    <section>
      <h2 className="label">Your next session</h2>
      <p className="small muted">
        {start ? `${dayText(start.date, today)}, ${start.time}, ` : 'None is planned for '}
        <Link to={paths.cohort(cohort.id)}>{cohort.name}</Link>
      </p>
    </section>
  )
}

function Ticked({ of, ticks }: { of: number; ticks: Ticks }) {
  if (of === 0) return null
  return (
    <section className="needs-script">
      <h2 className="label">Checklists</h2>
      <p className="small muted">
        {ticks.count} of {of} ticked. Ticks stay in this browser.{' '}
        {ticks.count > 0 && <TextButton onClick={ticks.clear}>Clear them</TextButton>}
      </p>
    </section>
  )
}
