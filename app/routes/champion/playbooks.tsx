import { Form, Link, useSubmit } from 'react-router'
import { dayText, localOf } from '#app/components/dates.ts'
import { Main } from '#app/components/frame/main.tsx'
import { TemplateList } from '#app/components/playbook/template-list.tsx'
import { valuesOf } from '#app/components/playbook/template-values.ts'
import { Button } from '#app/components/ui/button.tsx'
import { SelectField } from '#app/components/ui/field.tsx'
import { Fact, PageHead, SectionHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { can } from '#app/domain/identity/abilities.ts'
import { openDrafts } from '#app/domain/playbooks/drafts.server.ts'
import { messageOf } from '#app/domain/playbooks/message.server.ts'
import { type PlaybookSummary, playbooksOf } from '#app/domain/playbooks/playbooks.server.ts'
import { type Occasion, occasionOf, retiredTemplates, templatesOf } from '#app/domain/playbooks/templates.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { playbookPaths } from '#app/http/playbook-paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/playbooks.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Playbooks · Gangway' }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const cohort = new URL(request.url).searchParams.get('cohort')
  const [playbooks, templates, retired, occasion] = await answer(() =>
    Promise.all([playbooksOf(viewer), templatesOf(viewer), retiredTemplates(viewer), occasionOf(viewer, cohort, now)]),
  )
  const today = localOf(now, viewer.migration?.timeZone ?? 'UTC').date
  const values = valuesOf(viewer, occasion, today)
  const ready = templates.map(async ({ markdown, ...template }) => ({
    ...template,
    ...(await messageOf(markdown, values)),
  }))
  const mayEdit = can(viewer, 'template.manage')
  const drafts = can(viewer, 'playbook.publish') ? await answer(() => openDrafts(viewer)) : null
  return { playbooks, drafts, templates: await Promise.all(ready), retired, occasion, today, mayEdit }
}

export default function PlaybooksPage({ loaderData }: Route.ComponentProps) {
  const { playbooks, drafts, templates, retired, occasion, today, mayEdit } = loaderData
  return (
    <Main>
      <PageHead title="Playbooks" />
      <div className="split">
        <div>
          <section aria-labelledby="guides">
            <SectionHead id="guides" title="For your sessions" />
            {playbooks.length === 0 ? (
              <Problem kind="empty" title="No playbook is published yet">
                Playbooks appear here once your migration lead publishes them.
              </Problem>
            ) : (
              <PlaybookList playbooks={playbooks} />
            )}
            {drafts && <Drafts drafts={drafts} />}
          </section>
          <section className="section" aria-labelledby="templates">
            <SectionHead
              id="templates"
              title="Support templates"
              aside={
                mayEdit ? (
                  <Link to={playbookPaths.newTemplate()}>Write a template</Link>
                ) : (
                  'Words for what people ask most'
                )
              }
            />
            {templates.length === 0 ? (
              <Problem kind="empty" title="There is no support template yet">
                They appear here once a trainer or a migration lead writes or publishes them.
              </Problem>
            ) : (
              <TemplateList templates={templates} mayEdit={mayEdit} />
            )}
            {retired.length > 0 && <RetiredTemplates templates={retired} />}
          </section>
        </div>
        {templates.length > 0 && <FilledFor occasion={occasion} today={today} />}
      </div>
    </Main>
  )
}

function RetiredTemplates({ templates }: { templates: readonly { slug: string; title: string }[] }) {
  return (
    <>
      <h3 className="template-area">Retired</h3>
      <ul className="lines">
        {templates.map(({ slug, title }) => (
          <li key={slug}>
            <Link to={playbookPaths.template(slug)}>{title}</Link>
          </li>
        ))}
      </ul>
    </>
  )
}

function PlaybookList({ playbooks }: { playbooks: readonly PlaybookSummary[] }) {
  return (
    <ul className="playbooks">
      {playbooks.map(({ slug, title, summary, minutes }) => (
        <li key={slug}>
          <h3>
            <Link to={paths.playbook(slug)}>{title}</Link>
          </h3>
          {summary && <p>{summary}</p>}
          {minutes && (
            <p className="meta">
              <Fact icon="activeTime">{minutes} min</Fact>
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

/** What a lead has begun and not published. */
function Drafts({ drafts }: { drafts: readonly { slug: string; title: string; published: boolean }[] }) {
  return (
    <>
      {drafts.map(({ slug, title, published }) => (
        <p key={slug}>
          Draft: <Link to={playbookPaths.playbookEdit(slug)}>{title}</Link>
          {published ? ', for the next revision' : ', not published yet'}
        </p>
      ))}
      <p>
        <Link to={playbookPaths.newPlaybook()}>Write a new playbook</Link>
      </p>
    </>
  )
}

/** What the templates are filled with; the cohort can be another, at once or without scripts by the button. */
function FilledFor({ occasion, today }: { occasion: Occasion; today: string }) {
  const { cohorts, cohort, session, milestone } = occasion
  const start = session && localOf(session.startsAt, session.timeZone)
  return (
    <aside className="side">
      <section aria-labelledby="filled">
        <h2 id="filled">Filled in for</h2>
        {cohorts.length > 1 && <CohortChoice occasion={occasion} />}
        <dl className="facts">
          {cohorts.length === 1 && (
            <>
              <dt>Cohort</dt>
              <dd>{cohort?.name}</dd>
            </>
          )}
          <dt>Next session</dt>
          <dd>
            {start ? `${dayText(start.date, today)}, ${start.time}` : cohort ? 'None planned' : 'You lead no cohort'}
          </dd>
          <dt>Next milestone</dt>
          <dd>{milestone ? `${milestone.name.split(':')[0]}, ${dayText(milestone.date, today)}` : 'None planned'}</dd>
        </dl>
        <p className="small muted">What is marked in a template is yours to fill in.</p>
      </section>
    </aside>
  )
}

function CohortChoice({ occasion: { cohorts, cohort } }: { occasion: Occasion }) {
  const submit = useSubmit()
  return (
    <Form
      method="get"
      onChange={(event) => void submit(event.currentTarget, { replace: true, preventScrollReset: true })}
    >
      <SelectField
        key={cohort?.id}
        field={{ name: 'cohort', defaultValue: cohort?.id ?? '' }}
        label="Cohort"
        options={cohorts.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <noscript>
        <Button type="submit">Show</Button>
      </noscript>
    </Form>
  )
}
