import { data, Link, redirect } from 'react-router'
import { AdminPage } from '#app/components/admin/admin-page.tsx'
import { ColumnGuide } from '#app/components/admin/column-guide.tsx'
import { FileForm } from '#app/components/admin/file-form.tsx'
import { FileProblems } from '#app/components/admin/file-problems.tsx'
import { ensure } from '#app/domain/identity/abilities.ts'
import { draftAudiences } from '#app/domain/identity/import/audiences-import.server.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { uploadedFile } from '#app/http/upload.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/audiences-import.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Import audiences · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  await answer(() => ensure(viewer, 'audience.manage'))
  return null
}

export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const file = await uploadedFile(request)
  if (!file) return data({ error: 'Choose a file.', fileName: '', problems: [] }, { status: 400 })
  const read = await answer(() => draftAudiences(viewer, file, new Date()))
  if ('draftId' in read) throw redirect(adminPaths.adminAudienceImport(read.draftId), 303)
  return data({ error: null, fileName: file.name, problems: read.problems }, { status: 400 })
}

const COLUMNS = [
  { name: 'slug', needed: true, holds: 'The short name: small letters, digits and hyphens. It never changes.' },
  { name: 'name', needed: true, holds: 'The name, as people read it.' },
  { name: 'comfort', needed: true, holds: 'power (in the product every day) or casual (now and then).' },
]

const EXAMPLE = 'slug,name,comfort\nap-daily,"Accounts payable, every day",power\napprovers,Approvers,casual'

export default function ImportAudiencesPage({ actionData }: Route.ComponentProps) {
  return (
    <AdminPage over={<Link to={adminPaths.adminAudiences()}>Audiences</Link>} title="Import audiences from a file">
      <FileForm error={actionData?.error ?? null} />
      {actionData && actionData.problems.length > 0 && <FileProblems {...actionData} />}
      <div className="section">
        <ColumnGuide columns={COLUMNS} example={EXAMPLE}>
          <p>
            The first line names the columns, in any order. Audiences that the file does not name stay as they are. You
            see what the file does before anything happens.
          </p>
        </ColumnGuide>
      </div>
    </AdminPage>
  )
}
