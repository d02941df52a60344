import { Link } from 'react-router'
import { z } from 'zod'
import { inWords, sentence } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { NoticeLines, ReadAll } from '#app/components/notices/notice-list.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { Tabs } from '#app/components/ui/tabs.tsx'
import { noticesOf } from '#app/domain/notices/notices.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/notices.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Notices · Gangway' }]

const Before = z.uuid().nullable().catch(null)

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const query = new URL(request.url).searchParams
  const view = { unread: query.get('view') === 'unread', before: Before.parse(query.get('before')) }
  return { ...(await noticesOf(viewer, view)), view, now: new Date(), zone: viewer.migration?.timeZone ?? 'UTC' }
}

export default function NoticesPage({ loaderData }: Route.ComponentProps) {
  const { notices, next, unread, all, view, now, zone } = loaderData
  const title =
    unread === 0
      ? 'You have read every notice'
      : `${sentence(inWords(unread))} ${unread === 1 ? 'notice is' : 'notices are'} new`
  return (
    <Main>
      <PageHead
        over="Notices"
        title={all === 0 ? 'Nobody has told you anything yet' : title}
        aside={unread > 0 && <ReadAll />}
        meta={<Link to={`${paths.profile()}#mail`}>Choose what you get by mail</Link>}
      />
      <Tabs
        label="Views"
        tabs={[
          { to: paths.notices(), label: 'All', count: all, current: !view.unread },
          { to: `${paths.notices()}?view=unread`, label: 'New', count: unread, current: view.unread },
        ]}
      />
      {notices.length === 0 ? (
        <Problem
          kind="empty"
          title={view.unread ? 'Nothing new' : 'Nothing here yet'}
          level={2}
          action={<Link to={paths.home()}>Home</Link>}
        >
          Answers to your reports, new training, what is due and new dates of milestones are told here.
        </Problem>
      ) : (
        <NoticeLines notices={notices} today={{ now, zone }} />
      )}
      {next && (
        <p className="section">
          <Link to={`${paths.notices()}?${view.unread ? 'view=unread&' : ''}before=${next}`}>Older notices</Link>
        </p>
      )}
    </Main>
  )
}
