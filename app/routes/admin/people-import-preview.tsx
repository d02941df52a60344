import { Link } from 'react-router'
import { z } from 'zod'
import { AdminPage } from '#app/components/admin/admin-page.tsx'
import { importedWords, importVerb, newCohortWords, previewTitle } from '#app/components/admin/import-words.ts'
import { PeoplePreview } from '#app/components/admin/people-preview.tsx'
import { PreviewGate } from '#app/components/admin/preview-gate.tsx'
import { localOf } from '#app/components/dates.ts'
import { count } from '#app/components/format.ts'
import { Checkbox } from '#app/components/ui/choice.tsx'
import { importPeople, lookAgain, previewPeople } from '#app/domain/identity/import/people-import.server.ts'
import { PREVIEW_KINDS, partOfPreview } from '#app/domain/identity/import/preview.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { readForm, replyToForm } from '#app/http/form.server.ts'
import { redirectAfter } from '#app/http/redirect-after.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/people-import-preview.ts'

export const meta: Route.MetaFunction = () => [{ title: 'What the file does · Gangway' }]

const View = z.object({
  kind: z.enum(PREVIEW_KINDS).optional().catch(undefined),
  part: z.coerce.number().int().min(1).max(1_000).catch(1),
})

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const view = View.parse(Object.fromEntries(new URL(request.url).searchParams))
  const { people, fileName, newCohorts, holds, appliedAt } = await answer(() =>
    previewPeople(viewer, params.draft, now),
  )
  const zone = viewer.migration?.timeZone ?? 'UTC'
  return {
    fileName,
    newCohorts,
    holds,
    part: partOfPreview(people, view.kind, view.part),
    appliedOn: appliedAt && localOf(appliedAt, zone).date,
    today: localOf(now, zone).date,
  }
}

const Decision = z.object({ act: z.enum(['import', 'look again']), invite: z.stringbool().default(false) })

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const submission = await readForm(request, Decision)
  if (submission.status !== 'success') return replyToForm(submission)
  const { act, invite } = submission.value
  const here = adminPaths.adminImport(params.draft)
  const now = new Date()
  if (act === 'look again') {
    return redirectAfter(here, async () => {
      await lookAgain(viewer, params.draft, now)
      return { path: here, words: 'This is what the file does now.' }
    })
  }
  return redirectAfter(here, async () => {
    const imported = await importPeople(viewer, params.draft, { invite }, now)
    return { path: adminPaths.adminPeople(), words: importedWords(imported) }
  })
}

export default function ImportPreviewPage({ loaderData }: Route.ComponentProps) {
  const { fileName, newCohorts, part, holds, appliedOn, today } = loaderData
  const { counts } = part
  return (
    <AdminPage
      over={<Link to={adminPaths.adminImport()}>Import people</Link>}
      title={appliedOn ? 'This file is imported' : previewTitle(counts)}
      meta={<span>{fileName}</span>}
    >
      <PreviewGate
        verb={importVerb(counts)}
        nothing={counts.added + counts.changed === 0}
        holds={holds}
        appliedOn={appliedOn}
        today={today}
        another={adminPaths.adminImport()}
      >
        {newCohorts.length > 0 && <p className="note note-warn">{newCohortWords(newCohorts)}</p>}
        {counts.added > 0 && (
          <Checkbox name="invite" value="true" note="Each gets a link by mail with which they choose a password">
            {counts.added === 1 ? 'Invite the new person now' : `Invite the ${count(counts.added)} new people now`}
          </Checkbox>
        )}
      </PreviewGate>
      {!appliedOn && <PeoplePreview {...part} />}
    </AdminPage>
  )
}
