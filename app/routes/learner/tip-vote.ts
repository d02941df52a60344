import { z } from 'zod'
import { voteForTip } from '#app/domain/playbooks/tips.server.ts'
import { answer, seeOther } from '#app/http/answer.server.ts'
import { isForScript } from '#app/http/context.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/tip-vote.ts'

const VoteInput = z.object({ useful: z.enum(['yes', 'no']) })

/** *Useful*, or not after all; without scripts it leads back to the block. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, VoteInput, async ({ useful }) => {
    const place = await answer(() => voteForTip(viewer, params.id, useful === 'yes', new Date()))
    return isForScript(context) ? null : seeOther(paths.module(place.module, place.block))
  })
}
