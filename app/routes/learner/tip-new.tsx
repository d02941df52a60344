import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link, useNavigation } from 'react-router'
import { Main } from '#app/components/frame/main.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { FormError, SelectField, TextArea } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { tipPlacesOf } from '#app/domain/cohorts/running/tip-places.server.ts'
import { shareTip, TipInput } from '#app/domain/playbooks/tips.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { runPaths } from '#app/http/run-paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { newId } from '#app/platform/ids.ts'
import type { Route } from './+types/tip-new.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Share a tip · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  return { places: await answer(() => tipPlacesOf(viewer, params.session)), id: newId() }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, TipInput, async (input) => {
    await answer(() => shareTip(viewer, params.session, input, new Date()))
    const there = paths.module(input.place.module, input.place.block)
    return redirectWithToast(there, 'Your cohort sees it here now. Others do after a review.')
  })
}

export default function NewTipPage({ loaderData, actionData }: Route.ComponentProps) {
  const { places, id } = loaderData
  const { session, runs, modules } = places
  const [form, fields] = useForm<{ id: string; place: string; words: string }>({
    lastResult: actionData,
    defaultValue: { id },
  })
  const busy = useNavigation().state === 'submitting'
  const back = runs ? runPaths.sessionSummary(session.cohortId, session.id) : paths.seat(session.id)
  return (
    <Main>
      <PageHead over={<Link to={back}>{session.title}</Link>} title="Share a tip" />
      {modules.length === 0 ? (
        <Problem kind="empty" level={2} title="Nothing to tie a tip to">
          This session worked on no module. A tip belongs to a block of one.
        </Problem>
      ) : (
        <Form method="post" {...getFormProps(form)} className="form">
          <FormError errors={form.errors} />
          <input type="hidden" name="id" value={fields.id.value ?? id} />
          <SelectField
            field={fields.place}
            label="Where it belongs"
            empty="Choose a block"
            options={modules.flatMap(({ slug, title, blocks }) =>
              blocks.map((block) => ({ value: `${slug}#${block.id}`, label: `${title}: ${block.title}` })),
            )}
          />
          <TextArea
            field={fields.words}
            label="The tip"
            hint="One sentence that would have helped you. Your cohort sees it at once."
            rows={3}
            maxLength={240}
          />
          <div className="btn-row">
            <Button type="submit" kind="primary" busy={busy} busyWords="Sharing">
              Share
            </Button>
            <Link to={back}>Not now</Link>
          </div>
        </Form>
      )}
    </Main>
  )
}
