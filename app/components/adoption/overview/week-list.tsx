import { Link } from 'react-router'
import type { Overview } from '#app/domain/adoption/overview/overview.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { paths } from '#app/http/paths.ts'
import { shortDayText } from '../../dates.ts'
import { count, percent, ratio } from '../../format.ts'

type Change = { key: string; figure: string; words: string; to: string }

type WeekListProps = {
  overview: Pick<Overview, 'week' | 'moves' | 'total' | 'today' | 'since' | 'audienceNames'>
  query: URLSearchParams
}

/** What changed in the last seven days, each with its way to the list behind it. */
export function WeekList({ overview, query }: WeekListProps) {
  const changes = [...people(overview, query), ...moves(overview, query), ...news(overview)]
  return (
    <>
      {changes.length > 0 && (
        <ul className="changes">
          {changes.map(({ key, figure, words, to }) => (
            <li key={key}>
              <span className="change-figure">{figure}</span>
              <Link to={to}>{words}</Link>
            </li>
          ))}
        </ul>
      )}
      <p className="source">{quiet(overview)}</p>
    </>
  )
}

function people({ week, total }: WeekListProps['overview'], query: URLSearchParams): Change[] {
  const { completion, thisWeek } = total
  const { attended, reports } = week
  const counts = [
    {
      key: 'complete',
      n: thisWeek,
      figure: `+${count(thisWeek)}`,
      words: `became complete: ${percent(completion.part, completion.whole)} of ${count(completion.whole)} people now`,
      to: `${adoptionPaths.completion()}?${query}`,
    },
    {
      key: 'attended',
      n: attended,
      figure: count(attended),
      words: 'came to a session',
      to: `${adoptionPaths.cohorts()}?${query}`,
    },
    {
      key: 'reports',
      n: reports,
      figure: count(reports),
      words: 'new reports, everybody’s',
      to: `${adoptionPaths.confusion()}?${query}`,
    },
  ]
  return counts.filter(({ n }) => n > 0)
}

function moves({ moves: all, audienceNames }: WeekListProps['overview'], query: URLSearchParams): Change[] {
  return all.map(({ moduleSlug, blockId, title, group, was, now }) => {
    const who = group === null ? undefined : audienceNames[group]?.name
    return {
      key: `${moduleSlug}/${blockId}`,
      figure: ratio(now),
      words: `${title}${who ? `, ${who}` : ''}: ${now > was ? 'slower' : 'quicker'} than ${ratio(was)} in the 4 weeks before`,
      to: `${adoptionPaths.task(moduleSlug, blockId)}?${query}`,
    }
  })
}

function news({ week: { releases, moved }, today }: WeekListProps['overview']): Change[] {
  return [
    ...releases.map(({ moduleSlug, title, label, day }) => ({
      key: `${moduleSlug} ${label}`,
      figure: label,
      words: `${title}: new release on ${shortDayText(day, today)}`,
      to: paths.moduleChanges(moduleSlug),
    })),
    ...moved.map(({ slug, name, from, to }) => ({
      key: `${slug} ${from} ${to}`,
      figure: shortDayText(to, today),
      words: `${name} moved from ${shortDayText(from, today)}`,
      to: paths.milestone(slug),
    })),
  ]
}

/** What did not happen, in one line. */
function quiet({ week, moves: all, total }: WeekListProps['overview']): string {
  const { attended, reports, releases, moved } = week
  const nothing = [
    total.thisWeek === 0 && 'nobody became complete',
    attended === 0 && 'nobody came to a session',
    reports === 0 && 'no report came in',
    all.length === 0 && 'no task’s time moved beyond its interval against the 4 weeks before',
    releases.length === 0 && 'no release was published',
    moved.length === 0 && 'no milestone moved',
  ].filter((words) => words !== false)
  return nothing.length === 0 ? '' : `${nothing.join('; ')}.`.replace(/^./, (letter) => letter.toUpperCase())
}
