import { useRef } from 'react'
import { Link } from 'react-router'
import { dayText, shortDayText } from '#app/components/dates.ts'
import { type Today, todayOf } from '#app/components/ui/date-text.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { StatusMark } from '#app/components/ui/status-mark.tsx'
import {
  type Board,
  type BoardFilter,
  type BoardRow,
  boardFilterOf,
  boardQueryOf,
  isNarrowed,
} from '#app/domain/confusion/board.ts'
import { headline } from '#app/domain/confusion/headline.ts'
import { CONFUSION_STATES, type ConfusionState, severityWords, stateWords } from '#app/domain/confusion/kinds.ts'
import { outcomeWords } from '#app/domain/confusion/thread.ts'
import { localDay } from '#app/domain/migrations/local-days.ts'
import { paths } from '#app/http/paths.ts'
import { TickedForm, TroubleTick } from './board-ticks.tsx'
import { ownerWords, rateWords, timesWords, workWords } from './board-words.ts'
import { useBoardKeys } from './use-board-keys.ts'

const laneNotes: Record<ConfusionState, string> = {
  open: 'The worst and longest waiting first',
  answered: 'Waits for what becomes of it',
  fixing: 'Answered, the fix is promised',
  resolved: 'Newest first',
}

type LanesProps = { board: Board; filter: BoardFilter; chosen: string | null; today: Today; ticks: boolean }

/** The board: a lane for each state that has something in it. */
export function BoardLanes({ board, filter, chosen, today, ticks }: LanesProps) {
  const query = boardQueryOf(filter)
  const list = useRef<HTMLDivElement>(null)
  const keys = useBoardKeys(list)
  if (board.rows.length === 0) return <NothingHere filter={filter} />
  return (
    <div className="lanes" ref={list} {...keys}>
      {ticks && <TickedForm query={query} />}
      {CONFUSION_STATES.map((state) => ({ state, rows: board.rows.filter((row) => row.state === state) }))
        .filter(({ rows }) => rows.length > 0)
        .map(({ state, rows }) => (
          <section key={state} className="lane" aria-labelledby={`lane-${state}`}>
            <div className="lane-head">
              <h2 id={`lane-${state}`}>{stateWords[state]}</h2>
              <p>{laneNotes[state]}</p>
            </div>
            <ul>
              {rows.map((row) => (
                <TroubleRow
                  key={row.id}
                  row={row}
                  query={query}
                  isChosen={row.id === chosen}
                  today={today}
                  ticks={ticks}
                />
              ))}
            </ul>
          </section>
        ))}
      {board.cut && <p className="source">Only the first {board.rows.length} are shown. Filter to find the others.</p>}
    </div>
  )
}

function NothingHere({ filter }: { filter: BoardFilter }) {
  if (isNarrowed(filter)) {
    return (
      <Problem
        kind="empty"
        title="Nothing matches these filters"
        level={2}
        action={
          <Link to={paths.confusion() + boardQueryOf(boardFilterOf(new URLSearchParams({ view: filter.view })))}>
            Show everything here
          </Link>
        }
      >
        No question of this view has all that was asked for.
      </Problem>
    )
  }
  const words = {
    open: ['Nobody waits for an answer', 'What people report at a block of a module appears here.'],
    mine: ['Nothing is yours', 'Questions that you or somebody else gave to you appear here.'],
    closed: ['Nothing is resolved yet', 'Questions move here once it is said what became of them.'],
  } as const
  const [title, what] = words[filter.view]
  return (
    <Problem
      kind="empty"
      title={title}
      level={2}
      action={filter.view !== 'open' && <Link to={paths.confusion()}>Open questions</Link>}
    >
      {what}
    </Problem>
  )
}

type RowProps = { row: BoardRow; query: string; isChosen: boolean; today: Today; ticks: boolean }

function TroubleRow({ row, query, isChosen, today, ticks }: RowProps) {
  const releases = `release ${row.releases.join(', ')}`
  return (
    <li className="trouble" data-id={row.id} data-clock={row.clock?.state} data-chosen={isChosen ? '' : undefined}>
      <p className="trouble-severity">
        {ticks && <TroubleTick id={row.id} question={headline(row.question)} />}
        <StatusMark state={row.severity}>{severityWords[row.severity]}</StatusMark>
      </p>
      <p className="trouble-what">
        <Link
          to={paths.confusionCluster(row.id) + query}
          aria-current={isChosen ? 'true' : undefined}
          preventScrollReset
        >
          {headline(row.question)}
        </Link>
        <span className="sub">
          {row.module.title}, {row.block.title}, {releases}
        </span>
      </p>
      <p className="trouble-times num">
        <span>{timesWords(row.voices)}</span> <span className="muted">{rateWords(row.voices)}</span>
      </p>
      <p className="trouble-clock num">
        <TroubleClock row={row} today={today} />
        <span className="sub">
          {ownerWords(row)}, since {shortDayText(localDay(row.openedAt, today.zone), todayOf(today))}
        </span>
      </p>
    </li>
  )
}

/** What a trouble waits for, and how long it may. */
export function TroubleClock({ row, today }: { row: BoardRow; today: Today }) {
  if (row.resolved) {
    const { outcome } = row.resolved
    return <StatusMark state={outcome.isWithdrawn ? 'late' : 'met'}>{outcomeWords(outcome)}</StatusMark>
  }
  if (row.state === 'answered') return <StatusMark state="working">Answered</StatusMark>
  if (row.state === 'fixing') {
    const isOver = row.fixBy !== null && row.fixBy < todayOf(today)
    const day = row.fixBy === null ? '' : dayText(row.fixBy, todayOf(today))
    return <StatusMark state={isOver ? 'late' : 'fixing'}>{isOver ? `Promised for ${day}` : `By ${day}`}</StatusMark>
  }
  if (row.clock === null) return null
  const { state, ms, dayMs } = row.clock
  if (state === 'over')
    return <StatusMark state="late">{ms < 60_000 ? 'Late' : `Late by ${workWords(ms, dayMs)}`}</StatusMark>
  return (
    <StatusMark state={state === 'near' ? 'due soon' : 'waiting'}>
      {workWords(ms, dayMs)}
      {state === 'near' && ' left'}
    </StatusMark>
  )
}
