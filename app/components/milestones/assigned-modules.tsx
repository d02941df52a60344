import { Link } from 'react-router'
import type { AssignedModule } from '#app/domain/migrations/milestone-page.server.ts'
import { paths } from '#app/http/paths.ts'
import { kindOf } from '../module/module-head.tsx'
import { Problem } from '../ui/problem.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'
import { dueWords } from './due-words.ts'

/** What the milestone asks of whom. */
export function AssignedModules({ modules }: { modules: readonly AssignedModule[] }) {
  if (modules.length === 0) {
    return (
      <Problem kind="empty" title="Nothing is assigned yet">
        A module is assigned when its file is first published in this milestone’s folder, or by a migration lead under
        Assignments.
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
              {dueWords(module)}
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
