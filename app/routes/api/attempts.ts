import { z } from 'zod'
import { Refusal } from '#app/domain/errors.ts'
import { ensureScope } from '#app/domain/identity/api-tokens.server.ts'
import { AttemptsInput, attemptsFor } from '#app/domain/practice/attempts-for-clients.server.ts'
import { reportAttempts } from '#app/domain/practice/reported.server.ts'
import { REPORT_LIMIT, ReportInput } from '#app/domain/practice/reported.ts'
import { answerClient } from '#app/http/api/call.server.ts'
import type { Route } from './+types/attempts.ts'

/** Attempts by state; with the personal scope, their times and errors. */
export const loader = ({ request }: Route.LoaderArgs) =>
  answerClient(request, AttemptsInput, ({ client, query, now }) => attemptsFor(client, query, now))

/** Takes attempts that were measured elsewhere: 200 with what became of each. */
export const action = ({ request }: Route.ActionArgs) =>
  answerClient(request, z.object({}), async ({ client, now }) => {
    ensureScope(client, 'attempts:write')
    const report = ReportInput.safeParse(await request.json().catch(() => null))
    if (!report.success) throw new Refusal('invalid', WRONG_SHAPE)
    return { results: await reportAttempts(client, report.data, now) }
  })

const WRONG_SHAPE = `A report is { "attempts": [ … ] } with 1 to ${REPORT_LIMIT} attempts. Nothing was stored.`
