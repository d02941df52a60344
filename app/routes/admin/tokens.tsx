import { Form } from 'react-router'
import { AdminPage } from '#app/components/admin/admin-page.tsx'
import { counted } from '#app/components/format.ts'
import { Button, LinkButton } from '#app/components/ui/button.tsx'
import { Moment } from '#app/components/ui/date-text.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { StatusMark } from '#app/components/ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import { type ListedToken, listTokens } from '#app/domain/identity/api-tokens.server.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/tokens.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Tokens · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const tokens = await answer(() => listTokens(viewer))
  return { tokens, now: new Date(), zone: viewer.migration?.timeZone ?? 'UTC' }
}

export default function TokensPage({ loaderData }: Route.ComponentProps) {
  const { tokens } = loaderData
  const working = tokens.filter(({ revokedAt }) => revokedAt === null)
  const issue = (
    <LinkButton to={adminPaths.adminNewToken()} kind="primary" icon="add">
      Issue a token
    </LinkButton>
  )
  return (
    <AdminPage
      title={
        working.length === 0 ? 'Tokens' : counted(working.length, 'token lets a program in', 'tokens let programs in')
      }
      aside={tokens.length > 0 && issue}
      meta={<a href={paths.openApi()}>What programs can ask for</a>}
    >
      {tokens.length === 0 ? (
        <Problem kind="empty" level={2} title="No program is let in" action={issue}>
          With a token, a program reads what it is allowed to, or reports attempts that were measured in the product
          itself.
        </Problem>
      ) : (
        <TokensTable {...loaderData} />
      )}
    </AdminPage>
  )
}

function TokensTable({ tokens, now, zone }: Route.ComponentProps['loaderData']) {
  const moment = (at: Date | null) => (at ? <Moment at={at} now={now} zone={zone} /> : 'Never')
  return (
    <Table caption="Tokens" narrow="list" columns="1fr 1fr">
      <TableHead>
        <ColumnHead>Token</ColumnHead>
        <ColumnHead width="32%">Lets into</ColumnHead>
        <ColumnHead width="11rem">Issued</ColumnHead>
        <ColumnHead width="10rem">Last used</ColumnHead>
        <ColumnHead width="12rem">State</ColumnHead>
      </TableHead>
      <TableBody>
        {tokens.map((token) => (
          <Row key={token.id}>
            <RowHead>{token.name}</RowHead>
            <Cell label="Lets into">{token.scopes.join(', ')}</Cell>
            <Cell label="Issued" sub={token.createdBy}>
              {moment(token.createdAt)}
            </Cell>
            <Cell label="Last used">{moment(token.lastUsedAt)}</Cell>
            <Cell label="State" sub={token.revokedAt && moment(token.revokedAt)}>
              <TokenState token={token} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

function TokenState({ token }: { token: ListedToken }) {
  if (token.revokedAt) return <StatusMark state="open">Revoked</StatusMark>
  return (
    <Form method="post" action={adminPaths.adminTokenRevocation(token.id)} preventScrollReset>
      <Button type="submit" kind="quiet" aria-label={`Revoke ${token.name}`}>
        Revoke
      </Button>
    </Form>
  )
}
