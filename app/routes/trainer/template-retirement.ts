import { retireTemplate } from '#app/domain/playbooks/template-editing.server.ts'
import { RetirementInput } from '#app/domain/playbooks/template-input.ts'
import { submitForm } from '#app/http/form.server.ts'
import { playbookPaths } from '#app/http/playbook-paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/template-retirement.ts'

/** Takes a template out of the lists, or brings it back. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, RetirementInput, async ({ retired }) => {
    await retireTemplate(viewer, params.slug, retired === 'yes', new Date())
    return redirectWithToast(
      playbookPaths.template(params.slug),
      retired === 'yes' ? 'Retired. Nobody is offered it.' : 'It is offered again.',
    )
  })
}
