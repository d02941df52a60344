import { Link } from 'react-router'
import type { ModuleCounts } from '#app/domain/adoption/standings/progress.server.ts'
import { standingPaths } from '#app/http/standing-paths.ts'
import { count } from '../format.ts'
import { Bullet } from '../ui/progress.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'
import { Fold, isFolded } from './fold.tsx'
import { StepCell } from './step-cell.tsx'

/** How many modules a phone shows at once: those that are furthest from complete. */
const SHOWN = 5

type ModuleStepsProps = { modules: readonly ModuleCounts[]; query: URLSearchParams }

/** How far people are in each module, in teaching order; its figures lead to the people behind them. */
export function ModuleSteps({ modules, query }: ModuleStepsProps) {
  const folded = isFolded(modules.length, SHOWN)
  const first = furthest(modules, SHOWN)
  return (
    <Fold folded={folded} all={`Show all ${modules.length} modules, also those nearer to complete`}>
      <Table caption="By module" narrow="list-dense" columns="repeat(4, minmax(0, 1fr))" middle linked>
        <TableHead>
          <ColumnHead>Module</ColumnHead>
          <ColumnHead hidden width="20%">
            Complete of those assigned
          </ColumnHead>
          {['Assigned', 'Started', 'Practised', 'Complete', 'Up to date', 'Overdue'].map((name) => (
            <ColumnHead key={name} right>
              {name}
            </ColumnHead>
          ))}
        </TableHead>
        <TableBody>
          {modules.map((module) => (
            <ModuleRow key={module.slug} module={module} query={query} more={folded && !first.has(module)} />
          ))}
        </TableBody>
      </Table>
    </Fold>
  )
}

/** Those of which the smallest share of people is complete. */
function furthest(modules: readonly ModuleCounts[], most: number): Set<ModuleCounts> {
  const share = ({ counts }: ModuleCounts) => counts.complete / Math.max(1, counts.assigned)
  return new Set([...modules].sort((a, b) => share(a) - share(b)).slice(0, most))
}

function ModuleRow({ module, query, more }: { module: ModuleCounts; query: URLSearchParams; more: boolean }) {
  const { slug, title, counts } = module
  const { assigned, started, practised, complete, refreshing, overdue } = counts
  return (
    <Row more={more}>
      <RowHead>
        <Link className="plain" to={standingPaths.peopleWith(query, 'not complete', { module: slug })}>
          {title}
        </Link>
      </RowHead>
      <Cell full plot>
        <Bullet value={(complete / Math.max(1, assigned)) * 100} />
      </Cell>
      <Cell label="Assigned" right>
        {count(assigned)}
      </Cell>
      <StepCell label="Started" part={started} whole={assigned} />
      <StepCell label="Practised" part={practised} whole={assigned} />
      <StepCell label="Complete" part={complete} whole={assigned} strong />
      <StepCell label="Up to date" part={complete - refreshing} whole={complete} />
      <Cell label="Overdue" right>
        {count(overdue)}
      </Cell>
    </Row>
  )
}
