import { Link } from 'react-router'
import type { AssignedModule } from '#app/domain/migrations/milestone-page.server.ts'
import { paths } from '#app/http/paths.ts'
import { counted } from '../format.ts'
import { kindOf } from '../module/module-head.tsx'
import { Problem } from '../ui/problem.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'

/** What the milestone asks of whom. */
export function AssignedModules({ modules }: { modules: readonly AssignedModule[] }) {
  if (modules.length === 0) {
    return (
      <Problem kind="empty" title="Nothing is assigned yet">
        Modules are assigned when their content is first published in this milestone’s folder.
      </Problem>
    )
  }
  return (
    <Table caption="Modules" narrow="list" columns="1fr">
      <TableHead>
        <ColumnHead>Module</ColumnHead>
        <ColumnHead>Assigned to</ColumnHead>
        <ColumnHead>Due</ColumnHead>
      </TableHead>
      <TableBody>
        {modules.map((module) => (
          <Row key={module.slug}>
            <RowHead sub={kindOf(module.kind).words}>
              <Link className="plain" to={paths.module(module.slug)}>
                {module.title}
              </Link>
            </RowHead>
            <Cell label="Assigned to">{module.to.join('; ')}</Cell>
            <Cell label="Due" oneline>
              {dueText(module)}
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

function dueText({ kind, optional, dueDays }: AssignedModule): string {
  if (kind === 'quick reference') return 'To look up'
  if (optional) return 'Optional'
  return dueDays === 0 ? 'On the day' : `${counted(dueDays, 'day', 'days')} before`
}
