import { Form, Link } from 'react-router'
import { localOf, momentText, shortDayText } from '#app/components/dates.ts'
import { counted } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { PlaybookOutline } from '#app/components/playbook/playbook-outline.tsx'
import { PlaybookSections } from '#app/components/playbook/playbook-sections.tsx'
import { valuesOf } from '#app/components/playbook/template-values.ts'
import { useTicks } from '#app/components/playbook/use-ticks.ts'
import { Button, LinkButton } from '#app/components/ui/button.tsx'
import { Fact, PageHead } from '#app/components/ui/head.tsx'
import { PrintButton } from '#app/components/ui/print-button.tsx'
import { lookedAtPlaybook } from '#app/domain/cohorts/champion-looks.server.ts'
import { cohortPlaybookOf } from '#app/domain/cohorts/cohort-playbook.server.ts'
import { openChanges } from '#app/domain/cohorts/upstream-choices.server.ts'
import { filledPlaybook } from '#app/domain/playbooks/fill-playbook.server.ts'
import { occasionOf } from '#app/domain/playbooks/templates.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { playbookPaths } from '#app/http/playbook-paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/cohort-playbook.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.page.playbook.title ?? 'Playbook'} · Gangway` },
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const [page, occasion] = await answer(() =>
    Promise.all([cohortPlaybookOf(viewer, params.id, params.slug, now), occasionOf(viewer, params.id, now)]),
  )
  await lookedAtPlaybook(viewer, params.slug, now)
  const open = page.copy ? await answer(() => openChanges(viewer, params.id, params.slug, now)) : 0
  const today = localOf(now, page.cohort.timeZone).date
  const values = valuesOf(viewer, occasion, today)
  return {
    page: { ...page, playbook: filledPlaybook(page.playbook, values) },
    ...{ open, now, today, personId: viewer.personId, language: viewer.language },
  }
}

export default function CohortPlaybookPage({ loaderData }: Route.ComponentProps) {
  const { page, open, now, today, personId, language } = loaderData
  const { cohort, playbook, copy, slug, revision } = page
  const ticks = useTicks(personId, copy?.id ?? slug, copy?.base ?? revision)
  const changed = copy?.at ? momentText(copy.at, cohort.timeZone, now) : null
  return (
    <Main layout="lesson">
      <header className="lesson-head">
        <PageHead
          over={<Link to={paths.cohort(cohort.id)}>{cohort.name}</Link>}
          title={playbook.title}
          aside={<PrintButton />}
          meta={
            <>
              <Fact icon="activeTime">{playbook.minutes} min</Fact>
              <Fact>
                {copy ? `Your cohort’s copy, from revision ${copy.base}` : `Revision ${revision}, not changed by you`}
              </Fact>
              {changed && (
                <Fact icon="edit">
                  {copy?.by}, {changed}
                </Fact>
              )}
            </>
          }
        />
        {playbook.summary && <p>{playbook.summary}</p>}
        <Acts cohort={cohort.id} slug={slug} hasCopy={copy !== null} open={open} />
      </header>
      <PlaybookOutline sections={playbook.sections} />
      <article className="lesson-read">
        <PlaybookSections playbook={playbook} language={language} ticks={ticks} modules={page.modules} />
        <p className="print-only">
          {playbook.title}, {cohort.name}, printed {shortDayText(today, '')}
        </p>
      </article>
    </Main>
  )
}

type ActsProps = { cohort: string; slug: string; hasCopy: boolean; open: number }

function Acts({ cohort, slug, hasCopy, open }: ActsProps) {
  if (!hasCopy) {
    return (
      <Form method="post" action={playbookPaths.cohortCopy(cohort, slug)} className="btn-row">
        <Button type="submit" icon="edit">
          Change it for your cohort
        </Button>
      </Form>
    )
  }
  return (
    <p className="btn-row">
      <LinkButton to={playbookPaths.cohortPlaybookEdit(cohort, slug)} icon="edit">
        Edit
      </LinkButton>
      <Link to={playbookPaths.cohortPlaybookHistory(cohort, slug)}>History</Link>
      <Link to={playbookPaths.cohortPlaybookChanges(cohort, slug)}>
        {open > 0
          ? `${counted(open, 'change', 'changes')} to look at in the organisation’s playbook`
          : 'Organisation’s changes'}
      </Link>
      <a href={playbookPaths.cohortPlaybookMarkdown(cohort, slug)} download>
        Markdown
      </a>
    </p>
  )
}
