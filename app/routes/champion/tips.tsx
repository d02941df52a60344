import { Form, Link } from 'react-router'
import { z } from 'zod'
import { dayText, localOf } from '#app/components/dates.ts'
import { counted } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { StatusMark } from '#app/components/ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import { type ReviewedTip, reviewTip, tipsToReview } from '#app/domain/playbooks/tips.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/tips.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Tips · Gangway' }]

const VerdictInput = z.object({ tip: z.uuid(), verdict: z.enum(['approve', 'withdraw']) })

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const today = localOf(new Date(), viewer.migration?.timeZone ?? 'UTC').date
  return { tips: await answer(() => tipsToReview(viewer)), today, timeZone: viewer.migration?.timeZone ?? 'UTC' }
}

export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, VerdictInput, async ({ tip, verdict }) => {
    await answer(() => reviewTip(viewer, tip, verdict, new Date()))
    return redirectWithToast(
      paths.tips(),
      verdict === 'approve' ? 'Everybody sees it now.' : 'Nobody sees it any more.',
    )
  })
}

export default function TipsPage({ loaderData }: Route.ComponentProps) {
  const { tips, today, timeZone } = loaderData
  const waiting = tips.filter(({ approved }) => !approved).length
  return (
    <Main>
      <PageHead
        over={<Link to={paths.playbooks()}>Playbooks</Link>}
        title={
          waiting === 0 ? 'No tip waits for a review' : `${counted(waiting, 'tip waits', 'tips wait')} for a review`
        }
      />
      {tips.length === 0 ? (
        <Problem kind="empty" level={2} title="Nobody has shared a tip yet">
          Champions and participants share tips after a session. Their own cohort sees them at once.
        </Problem>
      ) : (
        <Table caption="Tips" narrow="list" columns="repeat(2, minmax(0, 1fr))">
          <TableHead>
            <ColumnHead>Tip</ColumnHead>
            <ColumnHead>Where</ColumnHead>
            <ColumnHead right>Useful to</ColumnHead>
            <ColumnHead>State</ColumnHead>
            <ColumnHead>Review</ColumnHead>
          </TableHead>
          <TableBody>
            {tips.map((tip) => (
              <TipRow key={tip.id} tip={tip} day={dayText(localOf(new Date(tip.at), timeZone).date, today)} />
            ))}
          </TableBody>
        </Table>
      )}
    </Main>
  )
}

function TipRow({ tip, day }: { tip: ReviewedTip; day: string }) {
  const { id, words, by, cohort, module, block, useful, approved } = tip
  return (
    <Row>
      <RowHead sub={`${by}, ${cohort}, ${day}`}>{words}</RowHead>
      <Cell label="Where">
        <Link to={paths.module(module.slug, block.id)}>
          {module.title}: {block.title}
        </Link>
      </Cell>
      <Cell label="Useful to" right>
        {useful}
      </Cell>
      <Cell label="State">
        <StatusMark state={approved ? 'done' : 'open'}>{approved ? 'For everybody' : 'For its cohort'}</StatusMark>
      </Cell>
      <Cell label="Review">
        <Form method="post" className="btn-row">
          <input type="hidden" name="tip" value={id} />
          {!approved && (
            <button type="submit" className="link-btn" name="verdict" value="approve" aria-label={`Approve: ${words}`}>
              Approve
            </button>
          )}
          <button type="submit" className="link-btn" name="verdict" value="withdraw" aria-label={`Withdraw: ${words}`}>
            Withdraw
          </button>
        </Form>
      </Cell>
    </Row>
  )
}
