import { errorRows, type FigureRow, figureRow, timeFigureRows, timeRows, WITHHELD } from './export.ts'
import type { PartRow } from './part-rows.ts'
import type { TaskDetail } from './task-detail.server.ts'
import { TREND, weeksOf } from './task-rollups/spans.ts'
import { taskName } from './task-times.ts'

/** Everything that the page of a task shows, one figure a row, from the same source as the page. */
export function taskDetailRows(detail: TaskDetail): FigureRow[] {
  return [
    ...timeRows({ ...detail, tasks: [detail.task] }),
    ...errorRows(detail),
    ...detail.trend.flatMap((part, place) => {
      const { first, last } = weeksOf(TREND[place] ?? 'all', detail.today)
      return partRows(detail, part, { since: first ?? '', until: place === 0 ? detail.today : last }, 'four weeks')
    }),
    ...detail.tries.flatMap(({ nth, andLater, ...part }) =>
      partRows(detail, part, OF_ALL, andLater ? `tries from ${nth}` : `try ${nth}`),
    ),
    ...detail.releases.flatMap(({ label, ...part }) => partRows(detail, part, OF_ALL, `release ${label}`)),
  ]
}

/** Parts of tries and of releases are everybody's, since the beginning. */
const OF_ALL = { audience: 'everyone', cohort: '', since: '' }

function partRows(detail: TaskDetail, { cell }: PartRow, of: Partial<FigureRow>, note: string): FigureRow[] {
  if (!cell) return []
  const about = { ...of, task: taskName(detail.task) }
  if ('withheld' in cell)
    return [figureRow(detail, { metric: 'task time', unit: 'ms', ...about, note: `${note}; ${WITHHELD}` })]
  return timeFigureRows(detail, about, cell.figures, note)
}
