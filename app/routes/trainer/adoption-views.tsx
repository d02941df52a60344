import { Form, Link } from 'react-router'
import { AdoptionTabs } from '#app/components/adoption/adoption-tabs.tsx'
import { inWords } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { Button, LinkButton } from '#app/components/ui/button.tsx'
import { TextField } from '#app/components/ui/field.tsx'
import { Fact, PageHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import { whyNotSent } from '#app/domain/adoption/reports/report-pages.server.ts'
import { ViewInput } from '#app/domain/adoption/views/view-input.ts'
import { viewAddress, viewParts } from '#app/domain/adoption/views/view-pages.ts'
import { adoptionViews, changeViews } from '#app/domain/adoption/views/views.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { readForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectAfter } from '#app/http/redirect-after.server.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/adoption-views.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Saved views · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const views = await answer(() => adoptionViews(viewer))
  return { views: views.map((view) => ({ ...view, whyNot: whyNotSent(view) })) }
}

/** Saves the view of a page and goes back to it; renames or removes one and goes back to the list. */
export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const submission = await readForm(request, ViewInput)
  if (submission.status !== 'success')
    return redirectWithToast(adoptionPaths.views(), 'Enter a name of at most 60 characters for the view.', 'bad')
  const input = submission.value
  return redirectAfter(adoptionPaths.views(), async () => {
    await changeViews(viewer, input, new Date())
    if ('forget' in input) return 'The view is removed.'
    if ('rename' in input) return `It is called “${input.name}” now.`
    return { path: viewAddress(viewParts(input.view)), words: `Saved as “${input.name}”.` }
  })
}

export default function AdoptionViewsPage({ loaderData: { views } }: Route.ComponentProps) {
  const over = <Link to={paths.adoption()}>Adoption</Link>
  if (views.length === 0) {
    return (
      <Main layout="adoption">
        <AdoptionTabs here="views" />
        <PageHead over={over} title="You have saved no view yet" />
        <Problem
          kind="empty"
          level={2}
          title="A view is a page with its filters"
          action={<LinkButton to={paths.adoption()}>Open adoption</LinkButton>}
        >
          Choose filters on a page of adoption, then “Save this view”. It is listed here and beside the filters.
        </Problem>
      </Main>
    )
  }
  return (
    <Main layout="adoption">
      <AdoptionTabs here="views" />
      <PageHead
        over={over}
        title={`You have saved ${inWords(views.length)} ${views.length === 1 ? 'view' : 'views'}`}
        meta={<Fact>For you alone. Whoever may read adoption can open a view by its address.</Fact>}
      />
      <Table caption="Saved views" narrow="list" columns="minmax(0, 1fr)">
        <TableHead>
          <ColumnHead>View</ColumnHead>
          <ColumnHead width="11rem">Page</ColumnHead>
          <ColumnHead width="14rem">By mail</ColumnHead>
          <ColumnHead width="18rem">Change</ColumnHead>
        </TableHead>
        <TableBody>
          {views.map((view) => (
            <Row key={view.id}>
              <RowHead>
                <Link to={view.address}>{view.name}</Link>
              </RowHead>
              <Cell label="Page">{view.pageName}</Cell>
              <Cell label="By mail">
                {view.whyNot === null ? (
                  <Link to={adoptionPaths.newReport(view.address)} aria-label={`Send it by mail: ${view.name}`}>
                    Send it by mail
                  </Link>
                ) : (
                  <span className="muted">Not sent. {view.whyNot}</span>
                )}
              </Cell>
              <Cell label="Change">
                <ViewChanges view={view} />
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </Main>
  )
}

/** Another name, or none: what removes a view stands behind the summary that says so. */
function ViewChanges({ view }: { view: { id: string; name: string } }) {
  return (
    <details className="more">
      <summary>Rename or remove “{view.name}”</summary>
      <Form method="post" className="form" autoComplete="off">
        <input type="hidden" name="rename" value={view.id} />
        <TextField field={{ name: 'name', defaultValue: view.name }} label="Name" maxLength={60} required />
        <p>
          <Button type="submit">Rename</Button>
        </p>
      </Form>
      <Form method="post">
        <Button type="submit" kind="danger" name="forget" value={view.id}>
          Remove this view
        </Button>
      </Form>
    </details>
  )
}
