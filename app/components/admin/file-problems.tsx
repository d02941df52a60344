import { counted } from '#app/components/format.ts'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import type { FileProblem } from '#app/domain/identity/import/table-file.ts'

const SHOWN = 200

/** What keeps a file from being imported, by line and column. */
export function FileProblems({ fileName, problems }: { fileName: string; problems: readonly FileProblem[] }) {
  const more = problems.length - SHOWN
  return (
    <section className="section" aria-labelledby="problems">
      <div role="alert" className="section-head">
        <h2 id="problems">
          {counted(problems.length, 'problem', 'problems')} in {fileName}
        </h2>
        <p>Nothing was imported. Correct the file and choose it again.</p>
      </div>
      <Table caption="Problems" narrow="list" columns="4rem 1fr">
        <TableHead>
          <ColumnHead width="5rem" right>
            Line
          </ColumnHead>
          <ColumnHead width="12rem">Column</ColumnHead>
          <ColumnHead>What is wrong</ColumnHead>
        </TableHead>
        <TableBody>
          {problems.slice(0, SHOWN).map((problem) => (
            <Row key={`${problem.line} ${problem.column} ${problem.words}`}>
              <Cell label="Line" right>
                {problem.line}
              </Cell>
              <Cell label="Column">{problem.column ?? 'The whole line'}</Cell>
              <RowHead>{problem.words}</RowHead>
            </Row>
          ))}
        </TableBody>
      </Table>
      {more > 0 && <p className="source">And {counted(more, 'more problem', 'more problems')} further down.</p>}
    </section>
  )
}
