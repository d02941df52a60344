import { Form, useNavigation } from 'react-router'
import { counted, inWords, sentence } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { AskedCallouts } from '#app/components/publication/asked-callouts.tsx'
import { BrokenFiles } from '#app/components/publication/broken-files.tsx'
import { MigrationSections } from '#app/components/publication/publication-sections.tsx'
import { PUBLISH_FORM } from '#app/components/publication/refresh-choice.tsx'
import { Button, LinkButton } from '#app/components/ui/button.tsx'
import { FormError } from '#app/components/ui/field.tsx'
import { Fact, PageHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { askedCallouts } from '#app/domain/confusion/lasting/callouts.server.ts'
import { can } from '#app/domain/identity/abilities.ts'
import {
  PublishInput,
  previewOwnContent,
  publishOwnContent,
} from '#app/domain/modules/publication/own-content.server.ts'
import { changesAnything, isPublished, keepsBack, type PublicationPlan } from '#app/domain/modules/publication/plan.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/publish.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Publish · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const [preview, callouts] = await answer(() => Promise.all([previewOwnContent(viewer, now), askedCallouts(viewer)]))
  const today = { now, zone: viewer.migration?.timeZone ?? 'UTC' }
  return { ...preview, callouts, today, triages: can(viewer, 'confusion.triage') }
}

export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, PublishInput, async (input) => {
    const plan = await publishOwnContent(viewer, input, new Date())
    return redirectWithToast(paths.publish(), publishedWords(plan))
  })
}

export default function PublishPage({ loaderData, actionData }: Route.ComponentProps) {
  const { plan, problems, files, drafts, callouts, today, triages } = loaderData
  const busy = useNavigation().state === 'submitting'
  const canPublish = changesAnything(plan)
  const errors = actionData?.error?.['']
  return (
    <Main>
      <PageHead
        over="Publish"
        title={titleOf(plan)}
        meta={
          <>
            <Fact>{counted(files, 'file', 'files')} in content/</Fact>
            {plan.migrations.map(({ slug, name }) => (
              <Fact key={slug}>{name}</Fact>
            ))}
          </>
        }
        aside={
          canPublish && (
            <Form method="post" id={PUBLISH_FORM}>
              <input type="hidden" name="fingerprint" value={plan.fingerprint} />
              <Button type="submit" kind="primary" busy={busy} busyWords="Publishing">
                Publish what is shown
              </Button>
            </Form>
          )
        }
      />
      <FormError errors={errors ?? undefined} />
      {problems.length > 0 && <BrokenFiles problems={problems} drafts={drafts} />}
      {plan.migrations.map((migration) => (
        <MigrationSections key={migration.slug} plan={migration} />
      ))}
      {callouts.length > 0 && <AskedCallouts callouts={callouts} triages={triages} today={today} />}
      {!canPublish && problems.length === 0 && !keepsBack(plan) && (
        <Problem
          kind="empty"
          title="Everything in content/ is published"
          level={2}
          action={<LinkButton to={paths.library()}>See it in the library</LinkButton>}
        >
          Change a file, give it a new release label, and come back here to see whom it asks for what.
        </Problem>
      )}
    </Main>
  )
}

/** How many releases, and how many playbooks and templates, would be published. */
function countOf({ migrations }: PublicationPlan) {
  return {
    releases: migrations.flatMap(({ releases }) => releases.filter(isPublished)).length,
    guides: migrations.flatMap(({ guides }) => guides.filter(isPublished)).length,
  }
}

function titleOf(plan: PublicationPlan): string {
  const { releases, guides } = countOf(plan)
  if (releases > 0)
    return `${sentence(inWords(releases))} ${releases === 1 ? 'release is' : 'releases are'} ready to publish`
  if (guides > 0) return `${sentence(inWords(guides))} ${guides === 1 ? 'guide has' : 'guides have'} changed`
  return changesAnything(plan) ? 'The migration’s plan has grown' : 'Nothing is waiting to be published'
}

function publishedWords(plan: PublicationPlan): string {
  const { releases } = countOf(plan)
  return releases > 0 ? `Published ${counted(releases, 'release', 'releases')}.` : 'Published.'
}
