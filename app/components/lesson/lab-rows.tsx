import type { LabRow } from '#app/lessons/definitions.ts'
import { LabButton } from './lab-button.tsx'
import { LabField } from './lab-field.tsx'
import type { LabHandlers } from './lab-handlers.ts'

/** A list of records on the practice screen; what can be done with a record stands in its last column. */
export function LabRows({ columns, rows, ...handlers }: LabHandlers & { columns: string[]; rows: LabRow[] }) {
  const unnamed = rows.some((row) => row.cells.length >= columns.length && controlsOf(row) > 0)
  const figures = columns.map((_, column) => holdsFigures(rows.map((row) => row.cells[column] ?? '')))
  return (
    <table className="sim-table" role="table">
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column, place) => (
            <th key={column} scope="col" role="columnheader" className={figures[place] ? 'right' : undefined}>
              {column}
            </th>
          ))}
          {unnamed && (
            <th scope="col" role="columnheader">
              <span className="sr">What to do</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two records may look the same, and rows never move
          <Record key={place} row={row} columns={columns} figures={figures} {...handlers} />
        ))}
      </tbody>
    </table>
  )
}

function Record({
  row,
  columns,
  figures,
  ...handlers
}: LabHandlers & { row: LabRow; columns: string[]; figures: boolean[] }) {
  const [head = '', ...cells] = row.cells
  const about = row.cells.filter(Boolean).join(', ')
  return (
    <tr role="row" className={row.marked ? 'marked' : undefined}>
      <th scope="row" role="rowheader">
        {head}
      </th>
      {cells.map((cell, place) => (
        <td
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its column
          key={place}
          role="cell"
          className={figures[place + 1] ? 'right' : undefined}
          data-label={columns[place + 1]}
        >
          {cell}
        </td>
      ))}
      {row.fields?.map((field, place) => (
        <td key={field.name} role="cell" className="sim-enter" data-label={columns[row.cells.length + place]}>
          <LabField field={field} about={about} {...handlers} />
        </td>
      ))}
      {(row.field || row.actions.length > 0) && (
        <td role="cell" className="sim-act">
          {row.field && <LabField field={row.field} about={about} {...handlers} />}
          {row.actions.length > 0 && (
            <div className="sim-actions">
              {row.actions.map((action) => (
                <LabButton key={action.id} action={action} about={about} {...handlers} />
              ))}
            </div>
          )}
        </td>
      )}
      {Array.from({ length: columns.length - row.cells.length - controlsOf(row) }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nothing stands there
        <td key={place} role="cell" />
      ))}
    </tr>
  )
}

/** How many columns a row's controls take. */
function controlsOf({ field, fields = [], actions }: LabRow): number {
  return fields.length + (field || actions.length > 0 ? 1 : 0)
}

/** Amounts and shares stand at the right; numbers that only name something (an invoice, a code) stay at the left. */
function holdsFigures(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '')
  return filled.length > 0 && filled.every((cell) => /^[-−+]?[\d.,\s]*(\d[.,]\d{2}|\d%|\d ×)(\s?[A-Z]{3})?$/.test(cell))
}
