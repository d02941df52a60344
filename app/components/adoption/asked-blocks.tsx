import { Link } from 'react-router'
import type { ConfusionFigures } from '#app/domain/adoption/confusion-rate.server.ts'
import { oneDigit, per100, rateText } from '#app/domain/adoption/confusion-rollups/confusion-export.ts'
import type { AskedBlock } from '#app/domain/adoption/confusion-rollups/confusion-figures.server.ts'
import { paths } from '#app/http/paths.ts'
import { counted, interval } from '../format.ts'
import { Problem } from '../ui/problem.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'

/** The blocks that people ask most about, each with its older releases, the way to its reports and to itself. */
export function AskedBlocks({ blocks }: { blocks: readonly AskedBlock[] }) {
  if (blocks.length === 0) {
    return (
      <Problem kind="empty" title="Nobody has reported anything">
        Reports appear here by block, with how many people reached it. People report from the end of each block.
      </Problem>
    )
  }
  return (
    <Table
      caption="Blocks that people ask about"
      narrow="list"
      columns="3.5rem 3.5rem minmax(0, 2fr) minmax(0, 3fr)"
      middle
      linked
    >
      <TableHead>
        <ColumnHead>Block</ColumnHead>
        <ColumnHead right>Per 100</ColumnHead>
        <ColumnHead right>Reached</ColumnHead>
        <ColumnHead>Older releases</ColumnHead>
        <ColumnHead>Reports</ColumnHead>
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
              <Rate of={block} />
            </Cell>
            <Cell label="Reached" right>
              {block.reached}
            </Cell>
            <Cell label="Older releases">
              {block.older.length === 0 ? (
                <span className="muted">None</span>
              ) : (
                block.older.map((one) => (
                  <span key={one.label} className="sub">
                    {one.label}: {rateText(one)}, n {one.reached}
                  </span>
                ))
              )}
            </Cell>
            <Cell label="Reports">
              <Link to={boardOf(block)} aria-label={`${saidText(block)} about “${block.title}”`}>
                {saidText(block)}
              </Link>{' '}
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
  )
}

const saidText = ({ reports }: AskedBlock): string => counted(reports, 'report', 'reports and me-toos')

/** The board of the module's questions; where none is open, of those that are resolved. */
const boardOf = ({ moduleSlug, open }: AskedBlock) =>
  `${paths.confusion()}?${new URLSearchParams({ ...(open === 0 && { view: 'closed' }), module: moduleSlug })}`

function Rate({ of }: { of: ConfusionFigures }) {
  const { low, high } = per100(of)
  return (
    <>
      {rateText(of)}
      {low !== null && high !== null && <span className="sub">{interval(low, high, oneDigit)}</span>}
    </>
  )
}
