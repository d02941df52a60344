import { Link, type ShouldRevalidateFunctionArgs, useOutlet } from 'react-router'
import { BoardFilters } from '#app/components/confusion/board-filters.tsx'
import { BoardLanes } from '#app/components/confusion/board-lanes.tsx'
import { BoardLive } from '#app/components/confusion/board-live.tsx'
import { BoardViews } from '#app/components/confusion/board-views.tsx'
import { BoardWaysOut } from '#app/components/confusion/board-ways-out.tsx'
import { boardTitle, figureWords } from '#app/components/confusion/board-words.ts'
import { MeasuredLinks } from '#app/components/confusion/measured-links.tsx'
import { Main } from '#app/components/frame/main.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { Tabs } from '#app/components/ui/tabs.tsx'
import { boardFigures, boardOf } from '#app/domain/confusion/board.server.ts'
import { BOARD_VIEWS, boardFilterOf, boardQueryOf, FIGURES_DAYS, viewOf } from '#app/domain/confusion/board.ts'
import { boardNews } from '#app/domain/confusion/board-news.server.ts'
import { savedViews } from '#app/domain/confusion/saved-views.server.ts'
import { silentLately } from '#app/domain/confusion/silence.server.ts'
import { can } from '#app/domain/identity/abilities.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { triagePaths } from '#app/http/triage-paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/confusion.ts'
import '#app/components/confusion/said-words.css'
import '#app/components/confusion/triage.css'

export const meta: Route.MetaFunction = ({ loaderData }) => {
  const opened = loaderData ? viewOf(loaderData.views, loaderData.filter) : null
  return [{ title: `${opened ? `${opened.name} · ` : ''}Confusion · Gangway` }]
}

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const filter = boardFilterOf(new URL(request.url).searchParams)
  const now = new Date()
  // Before the board: what happens in between makes it look again, rather than be missed.
  const news = await answer(() => boardNews(viewer))
  const [board, figures, silent] = await answer(() =>
    Promise.all([boardOf(viewer, filter, now), boardFigures(viewer, now), silentLately(viewer, FIGURES_DAYS, now)]),
  )
  const views = await answer(() => savedViews(viewer))
  return {
    views,
    news,
    board,
    figures,
    silent,
    filter,
    now,
    name: viewer.migration?.name ?? '',
    zone: viewer.migration?.timeZone ?? 'UTC',
    triages: can(viewer, 'confusion.triage'),
  }
}

/** A refused form shows what happened meanwhile: so the board is read again after every form, whatever became of it. */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return defaultShouldRevalidate || actionStatus !== undefined
}

const viewNames = { open: 'Open', mine: 'Mine', closed: 'Closed' } as const

export default function ConfusionPage({ loaderData, params }: Route.ComponentProps) {
  const { views: saved, news, board, figures, silent, filter, now, name, zone, triages } = loaderData
  const opened = viewOf(saved, filter)
  const beside = useOutlet()
  const chosen = (params as { id?: string }).id ?? null
  const views = BOARD_VIEWS.filter((view) => view !== 'mine' || triages)
  return (
    <Main layout={beside === null ? 'board' : 'board board-chosen'}>
      <div className="board-top">
        <PageHead
          over={opened ? `Confusion, ${name}: ${opened.name}` : `Confusion, ${name}`}
          title={boardTitle(board, filter)}
          meta={[
            ...figureWords(figures, silent).map(([label, value]) => (
              <span key={label}>
                {label} <b className="num">{value}</b>
              </span>
            )),
            <Link key="targets" to={triagePaths.targets()}>
              How soon we answer
            </Link>,
          ]}
          aside={<MeasuredLinks />}
        />
        <Tabs
          label="Views"
          tabs={views.map((view) => ({
            to: paths.confusion() + boardQueryOf({ ...filter, view, state: null }),
            label: viewNames[view],
            count: board.counts[view],
            current: view === filter.view,
          }))}
        />
        <BoardFilters filter={filter} modules={board.modules} />
        <div className="board-line">
          <BoardViews views={saved} filter={filter} />
          <BoardWaysOut filter={filter} triages={triages} />
        </div>
        <BoardLive now={now} news={news} />
      </div>
      <div className="triage">
        <BoardLanes board={board} filter={filter} chosen={chosen} today={{ now, zone }} ticks={triages} />
        {beside}
      </div>
    </Main>
  )
}
