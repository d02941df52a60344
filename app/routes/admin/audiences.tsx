import { Link } from 'react-router'
import { AdminPage } from '#app/components/admin/admin-page.tsx'
import { count, counted } from '#app/components/format.ts'
import { LinkButton } from '#app/components/ui/button.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { StatusMark } from '#app/components/ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import { listAudiences } from '#app/domain/identity/audiences.server.ts'
import { COMFORT_WORDS } from '#app/domain/identity/comforts.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/audiences.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Audiences · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const audiences = await answer(() => listAudiences(viewer, new Date()))
  return { audiences, hasMigration: viewer.migration !== null }
}

export default function AudiencesPage({ loaderData }: Route.ComponentProps) {
  const { audiences, hasMigration } = loaderData
  const open = audiences.filter((audience) => !audience.retiredAt)
  return (
    <AdminPage
      title={open.length === 0 ? 'Audiences' : counted(open.length, 'audience', 'audiences')}
      aside={
        hasMigration && (
          <div className="btn-row">
            <LinkButton to={adminPaths.adminAudienceImport()} icon="upload">
              Import a file
            </LinkButton>
            <LinkButton to={adminPaths.adminNewAudience()} kind="primary" icon="add">
              Add an audience
            </LinkButton>
          </div>
        )
      }
    >
      {audiences.length === 0 ? <NoAudience hasMigration={hasMigration} /> : <AudiencesTable audiences={audiences} />}
    </AdminPage>
  )
}

function NoAudience({ hasMigration }: { hasMigration: boolean }) {
  if (hasMigration) {
    return (
      <Problem
        kind="empty"
        level={2}
        title="No audience yet"
        action={<LinkButton to={adminPaths.adminNewAudience()}>Add an audience</LinkButton>}
      >
        An audience is a group with its own needs. It decides what is taught to whom.
      </Problem>
    )
  }
  return (
    <Problem
      kind="empty"
      level={2}
      title="No migration yet"
      action={<LinkButton to={paths.publish()}>Publish content</LinkButton>}
    >
      Audiences belong to a migration, which comes with the first published content.
    </Problem>
  )
}

function AudiencesTable({ audiences }: Pick<Route.ComponentProps['loaderData'], 'audiences'>) {
  return (
    <Table caption="Audiences" narrow="list" columns="1fr 1fr 1fr" linked>
      <TableHead>
        <ColumnHead>Audience</ColumnHead>
        <ColumnHead>In the product</ColumnHead>
        <ColumnHead right>People</ColumnHead>
        <ColumnHead right>Modules assigned</ColumnHead>
        <ColumnHead width="10rem">State</ColumnHead>
      </TableHead>
      <TableBody>
        {audiences.map((audience) => (
          <Row key={audience.id}>
            <RowHead sub={audience.slug}>
              <Link to={adminPaths.adminAudience(audience.slug)}>{audience.name}</Link>
            </RowHead>
            <Cell label="In the product">{COMFORT_WORDS[audience.comfort]}</Cell>
            <Cell label="People" right>
              {count(audience.members)}
            </Cell>
            <Cell label="Modules assigned" right>
              {count(audience.assignments)}
            </Cell>
            <Cell label="State">
              {audience.retiredAt ? (
                <StatusMark state="open">Retired</StatusMark>
              ) : (
                <StatusMark state="done">Open</StatusMark>
              )}
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
