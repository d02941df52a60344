import { z } from 'zod'
import { pin, unpin } from '#app/domain/modules/pins.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/pin.ts'

const PinInput = z.object({ pinned: z.enum(['yes', 'no']) })

/** Keeps a quick reference on the home page, or takes it off. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, PinInput, async ({ pinned }) => {
    if (pinned === 'yes') await pin(viewer, params.slug, new Date())
    else await unpin(viewer, params.slug)
    return redirectWithToast(
      paths.module(params.slug),
      pinned === 'yes' ? 'Pinned. It stands first on your home page.' : 'Unpinned.',
    )
  })
}
