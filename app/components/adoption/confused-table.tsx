import { Link } from 'react-router'
import type { BlockConfusion } from '#app/domain/adoption/confusion-rate.server.ts'
import { paths } from '#app/http/paths.ts'
import { Problem } from '../ui/problem.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'

/** The blocks that people ask most about, in their current release. */
export function ConfusedTable({ blocks }: { blocks: readonly BlockConfusion[] }) {
  if (blocks.length === 0) {
    return (
      <Problem kind="empty" title="Nobody has reported anything">
        Reports appear here by block, with how many people reached it.
      </Problem>
    )
  }
  return (
    <>
      <Table caption="Where people are confused" narrow="list" columns="repeat(3, auto)" middle>
        <TableHead>
          <ColumnHead>Block</ColumnHead>
          <ColumnHead right>Per 100</ColumnHead>
          <ColumnHead right>Reached</ColumnHead>
          <ColumnHead>What happens</ColumnHead>
        </TableHead>
        <TableBody>
          {blocks.map((block) => (
            <Row key={`${block.moduleSlug}/${block.blockId}`}>
              <RowHead sub={`${block.moduleTitle}, release ${block.label}`}>
                <Link className="plain" to={paths.module(block.moduleSlug, block.blockId)}>
                  {block.title}
                </Link>
              </RowHead>
              <Cell label="Per 100" right strong>
                {block.reached === 0 ? '–' : ((block.reports * 100) / block.reached).toFixed(1)}
              </Cell>
              <Cell label="Reached" right>
                {block.reached}
              </Cell>
              <Cell label="What happens">
                {block.open > 0 ? (
                  <StatusMark state="waiting">{block.open === 1 ? '1 open' : `${block.open} open`}</StatusMark>
                ) : (
                  <StatusMark state="done">All resolved</StatusMark>
                )}
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
      <p className="source">
        Reports and me-toos per 100 people who reached the block, in its current release. Everybody’s, in any audience,
        cohort or period.
      </p>
    </>
  )
}
