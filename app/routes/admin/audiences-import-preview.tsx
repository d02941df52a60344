import { Link } from 'react-router'
import { z } from 'zod'
import { AdminPage } from '#app/components/admin/admin-page.tsx'
import { AudiencesPreview } from '#app/components/admin/audiences-preview.tsx'
import { importedWords, importVerb, previewTitle } from '#app/components/admin/import-words.ts'
import { PreviewGate } from '#app/components/admin/preview-gate.tsx'
import { localOf } from '#app/components/dates.ts'
import { counted } from '#app/components/format.ts'
import {
  importAudiences,
  lookAgainAtAudiences,
  previewAudiences,
} from '#app/domain/identity/import/audiences-import.server.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { readForm, replyToForm } from '#app/http/form.server.ts'
import { redirectAfter } from '#app/http/redirect-after.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/audiences-import-preview.ts'

export const meta: Route.MetaFunction = () => [{ title: 'What the file does · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const { audiences, fileName, holds, appliedAt } = await answer(() => previewAudiences(viewer, params.draft))
  const zone = viewer.migration?.timeZone ?? 'UTC'
  return {
    audiences,
    fileName,
    holds,
    appliedOn: appliedAt && localOf(appliedAt, zone).date,
    today: localOf(new Date(), zone).date,
  }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const submission = await readForm(request, z.object({ act: z.enum(['import', 'look again']) }))
  if (submission.status !== 'success') return replyToForm(submission)
  const { act } = submission.value
  return redirectAfter(adminPaths.adminAudienceImport(params.draft), async () => {
    if (act === 'look again') {
      await lookAgainAtAudiences(viewer, params.draft)
      return 'This is what the file does now.'
    }
    const imported = await importAudiences(viewer, params.draft, new Date())
    return { path: adminPaths.adminAudiences(), words: importedWords(imported, audiencesWords) }
  })
}

const audiencesWords = (value: number) => counted(value, 'audience', 'audiences')

export default function AudiencesPreviewPage({ loaderData }: Route.ComponentProps) {
  const { audiences, fileName, holds, appliedOn, today } = loaderData
  const counts = {
    added: audiences.filter((audience) => audience.kind === 'added').length,
    changed: audiences.filter((audience) => audience.kind === 'changed').length,
  }
  return (
    <AdminPage
      over={<Link to={adminPaths.adminAudienceImport()}>Import audiences</Link>}
      title={appliedOn ? 'This file is imported' : previewTitle(counts, audiencesWords)}
      meta={<span>{fileName}</span>}
    >
      <PreviewGate
        verb={importVerb(counts, audiencesWords)}
        nothing={counts.added + counts.changed === 0}
        holds={holds}
        appliedOn={appliedOn}
        today={today}
        another={adminPaths.adminAudienceImport()}
      />
      {!appliedOn && <AudiencesPreview audiences={audiences} />}
    </AdminPage>
  )
}
