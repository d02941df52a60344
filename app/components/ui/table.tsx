import type { CSSProperties, ReactNode } from 'react'
import { Icon } from './icon.tsx'

/*
 * On a narrow screen rows turn into small lists by `display: grid`, which would take the table's meaning away from
 * screen readers. So every part names its role itself.
 */

const NARROW = { list: 'stack', 'list-wide': 'stack stack-wide', 'list-dense': 'stack stack-wide stack-dense' }

type TableProps = {
  /** What the table shows; read by screen readers. */
  caption: string
  /**
   * `list` below 48 rem, `list-wide` (tables with plots) below 60 rem; left out, it stays a table. `list-dense`: a list
   * whose second lines stand beside their values, for many rows of figures.
   */
  narrow?: keyof typeof NARROW
  /** Columns of label and value in the list, as a grid template: "1fr 3.5rem 5rem". */
  columns?: string
  /** Rows hold plots or marks: everything sits on their middle. */
  middle?: boolean
  /** The link in a row's head is the target of the whole row. */
  linked?: boolean
  children: ReactNode
}

/** A table with a rule on top and hairlines between rows. Rows of a plain table: `<Row><RowHead/><Cell/></Row>`. */
export function Table({ caption, narrow, columns, middle, linked, children }: TableProps) {
  const className = ['table', narrow && NARROW[narrow], middle && 'table-middle', linked && 'table-links']
    .filter(Boolean)
    .join(' ')
  return (
    <table className={className} role="table" style={columns ? ({ '--stack': columns } as CSSProperties) : undefined}>
      <caption className="sr">{caption}</caption>
      {children}
    </table>
  )
}

/** The line of column heads. */
export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead role="rowgroup">
      <tr role="row">{children}</tr>
    </thead>
  )
}

export function TableBody({ children }: { children: ReactNode }) {
  return <tbody role="rowgroup">{children}</tbody>
}

/** The totals. */
export function TableFoot({ children }: { children: ReactNode }) {
  return <tfoot role="rowgroup">{children}</tfoot>
}

export function Row({
  selected,
  className,
  more,
  children,
}: {
  selected?: boolean
  className?: string
  /** Left out on a phone until somebody asks for it: see `Fold`. */
  more?: boolean
  children: ReactNode
}) {
  return (
    <tr role="row" className={className} data-selected={selected ? '' : undefined} data-more={more ? '' : undefined}>
      {children}
    </tr>
  )
}

/** The head of a group of rows. `sub` stands beside it, `axis` under it where the table is a list. */
export function GroupRow({
  span,
  sub,
  axis,
  children,
}: {
  span: number
  sub?: ReactNode
  axis?: ReactNode
  children: ReactNode
}) {
  return (
    <tr role="row" className="group">
      {/* biome-ignore lint/a11y/useSemanticElements: it heads the rows below it, not one row */}
      <th scope="rowgroup" role="rowheader" colSpan={span}>
        {children}
        {sub && (
          <>
            {' '}
            <span className="sub">{sub}</span>
          </>
        )}
        {axis}
      </th>
    </tr>
  )
}

type ColumnHeadProps = {
  /** For figures: the head stands above their right edge. */
  right?: boolean
  sorted?: 'ascending' | 'descending' | undefined
  /** Read aloud, not shown: a column of plots needs no words. */
  hidden?: boolean
  width?: string
  children: ReactNode
}

export function ColumnHead({ right, sorted, hidden, width, children }: ColumnHeadProps) {
  return (
    <th
      scope="col"
      role="columnheader"
      aria-sort={sorted}
      className={right ? 'right' : undefined}
      style={width ? { width } : undefined}
    >
      {hidden ? <span className="sr">{children}</span> : children}
      {sorted && (
        <>
          {' '}
          <Icon name={sorted === 'ascending' ? 'sortedUp' : 'sortedDown'} small />
        </>
      )}
    </th>
  )
}

/** What the row is about; `sub` is its second line. */
export function RowHead({ sub, span, children }: { sub?: ReactNode; span?: number; children: ReactNode }) {
  return (
    <th scope="row" role="rowheader" colSpan={span}>
      {children}
      {sub && (
        <>
          {' '}
          <span className="sub">{sub}</span>
        </>
      )}
    </th>
  )
}

type CellProps = {
  /** The column's name, shown above the value when the row is a list. */
  label?: string
  /** A figure. */
  right?: boolean
  strong?: boolean
  muted?: boolean
  /** Stays on one line where there is room. */
  oneline?: boolean
  /** Takes the whole width of the list. */
  full?: boolean
  /** Takes two columns of the list. */
  double?: boolean
  /** Holds a plot, which sets the row's height. */
  plot?: boolean
  span?: number
  sub?: ReactNode
  children?: ReactNode
}

export function Cell({ label, right, strong, muted, oneline, full, double, plot, span, sub, children }: CellProps) {
  const className = [
    right && 'right',
    strong && 'strong',
    muted && 'muted',
    oneline && 'oneline',
    full && 'full',
    double && 'double',
    plot && 'plot-cell',
  ]
    .filter(Boolean)
    .join(' ')
  return (
    <td role="cell" className={className || undefined} data-label={label} colSpan={span}>
      {children}
      {sub && (
        <>
          {' '}
          <span className="sub">{sub}</span>
        </>
      )}
    </td>
  )
}
