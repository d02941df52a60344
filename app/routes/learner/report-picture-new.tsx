import { Form, Link, useNavigation } from 'react-router'
import { PictureFields } from '#app/components/confusion/picture-fields.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { FormError } from '#app/components/ui/field.tsx'
import { knownId } from '#app/domain/confusion/known-id.ts'
import { addPicture } from '#app/domain/confusion/pictures.server.ts'
import { Refusal } from '#app/domain/errors.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/report-picture-new.ts'
import { pictureOf } from './report-picture-form.server.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Add a screenshot · Gangway' }]

/** A new form has a new id, so that sending it twice adds one screenshot. */
export function loader({ context }: Route.LoaderArgs) {
  requireViewer(context)
  return { id: crypto.randomUUID() }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return answer(async () => {
    try {
      const { input, bytes } = await pictureOf(request)
      await addPicture(viewer, knownId(params.id), input, bytes, new Date())
    } catch (error) {
      if (error instanceof Refusal && error.kind === 'invalid') return { problem: error.message }
      throw error
    }
    return redirectWithToast(paths.report(params.id), 'The screenshot is added.')
  })
}

/** The form by itself, under the report: for a screenshot that comes later, and for whoever has no scripts. */
export default function NewPicture({ loaderData, actionData, params }: Route.ComponentProps) {
  const busy = useNavigation().state === 'submitting'
  return (
    <Form method="post" encType="multipart/form-data" className="helped">
      <h3>Add a screenshot</h3>
      <input type="hidden" name="id" value={loaderData.id} />
      <PictureFields />
      <FormError errors={actionData && 'problem' in actionData ? [actionData.problem] : undefined} />
      <div className="btn-row">
        <Button type="submit" kind="primary" busy={busy} busyWords="Sending">
          Add it
        </Button>
        <Link to={paths.report(params.id)} preventScrollReset>
          Cancel
        </Link>
      </div>
    </Form>
  )
}
