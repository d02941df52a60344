import { Link } from 'react-router'
import { inWords, sentence } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { ReleaseHistory } from '#app/components/publication/release-history.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { can } from '#app/domain/identity/abilities.ts'
import { releaseListOf } from '#app/domain/modules/release-list.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/releases.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `Releases of ${loaderData?.list.title ?? 'a module'} · Gangway` },
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const list = await answer(() => releaseListOf(viewer, params.slug))
  return {
    list,
    now: new Date(),
    timeZone: viewer.migration?.timeZone ?? 'UTC',
    mayWithdraw: can(viewer, 'release.withdraw'),
  }
}

export default function ReleasesPage({ loaderData }: Route.ComponentProps) {
  const { list, now, timeZone, mayWithdraw } = loaderData
  const { slug, title, releases } = list
  return (
    <Main>
      <PageHead
        over={
          <>
            <Link to={paths.module(slug)}>{title}</Link>, releases
          </>
        }
        title={`${sentence(inWords(releases.length))} ${releases.length === 1 ? 'release' : 'releases'} of this module`}
        meta={<Link to={paths.publish()}>Publish a new one</Link>}
      />
      <ReleaseHistory list={list} timeZone={timeZone} now={now} mayWithdraw={mayWithdraw} />
      <p className="source">A published release never changes. What people did in it stays, also if it is withdrawn.</p>
    </Main>
  )
}
