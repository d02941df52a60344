import { z } from 'zod'
import { resolveForClient } from '#app/domain/confusion/outgoing/resolving.server.ts'
import { ProgramResolution } from '#app/domain/confusion/outgoing/resolving.ts'
import { Refusal } from '#app/domain/errors.ts'
import { ensureScope } from '#app/domain/identity/api-tokens.server.ts'
import { answerClient, wordsOf } from '#app/http/api/call.server.ts'
import type { Route } from './+types/confusion-resolution.ts'

/** A program says what became of a report: 200 with whether it is new, 409 where something happened meanwhile. */
export const action = ({ request, params }: Route.ActionArgs) =>
  answerClient(request, z.object({}), async ({ client, now }) => {
    ensureScope(client, 'confusion:write')
    const sent = ProgramResolution.safeParse(await request.json().catch(() => null))
    if (!sent.success) throw new Refusal('invalid', `Nothing was stored. ${wordsOf(sent.error.issues)}`)
    return resolveForClient(client, params.id, sent.data, now)
  })
