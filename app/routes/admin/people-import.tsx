import { data, Link, redirect } from 'react-router'
import { AdminPage } from '#app/components/admin/admin-page.tsx'
import { ColumnGuide } from '#app/components/admin/column-guide.tsx'
import { FileForm } from '#app/components/admin/file-form.tsx'
import { FileProblems } from '#app/components/admin/file-problems.tsx'
import { ensure } from '#app/domain/identity/abilities.ts'
import { openAudiences } from '#app/domain/identity/audiences.server.ts'
import { draftPeople } from '#app/domain/identity/import/people-import.server.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { uploadedFile } from '#app/http/upload.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/people-import.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Import people · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  return answer(async () => {
    ensure(viewer, 'people.manage')
    return { audiences: (await openAudiences(viewer)).map((audience) => audience.slug) }
  })
}

export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const file = await uploadedFile(request)
  if (!file) return data({ error: 'Choose a file.', fileName: '', problems: [] }, { status: 400 })
  const read = await answer(() => draftPeople(viewer, file, new Date()))
  if ('draftId' in read) throw redirect(adminPaths.adminImport(read.draftId), 303)
  return data({ error: null, fileName: file.name, problems: read.problems }, { status: 400 })
}

const COLUMNS = [
  { name: 'name', needed: true, holds: 'First and last name, as the person reads it.' },
  { name: 'email', needed: true, holds: 'The address for signing in and for mail.' },
  { name: 'externalId', holds: 'The number that other systems know them by. People are recognised by it first.' },
  { name: 'language', holds: 'A short code, like en or de-CH.' },
  { name: 'audiences', holds: 'Short names of audiences, parted by semicolons. They hold from today.' },
  {
    name: 'roles',
    holds: 'champion, trainer, lead or learner, parted by semicolons. Admins are named on their own page.',
  },
  { name: 'cohort', holds: 'Its name. Champions lead it, others learn in it; a new name makes a new cohort.' },
]

export default function ImportPeoplePage({ loaderData, actionData }: Route.ComponentProps) {
  const [first = 'ap-daily', second = 'readers'] = loaderData.audiences
  const example = [
    'name,email,externalId,language,audiences,roles,cohort',
    `Lena Brandt,lena.brandt@example.org,4711,en,${first},,Leeds`,
    `Ines Carvalho,ines.carvalho@example.org,4712,pt,${first};${second},champion,Leeds`,
  ].join('\n')
  return (
    <AdminPage over={<Link to={adminPaths.adminPeople()}>People</Link>} title="Import people from a file">
      <FileForm error={actionData?.error ?? null} />
      {actionData && actionData.problems.length > 0 && <FileProblems {...actionData} />}
      <div className="section">
        <ColumnGuide columns={COLUMNS} example={example}>
          <p>
            The first line names the columns, in any order. A filled cell replaces what is here, an empty one leaves it.
            You see what the file does before anything happens.
          </p>
        </ColumnGuide>
      </div>
    </AdminPage>
  )
}
