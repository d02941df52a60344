import type { ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router'
import { ColumnHead } from '../ui/table.tsx'

type SortHeadProps = {
  /** what `sort` in the address calls the column; `-` before it turns the direction round */
  by: string
  order: { by: string; ascending: boolean }
  right?: boolean
  children: ReactNode
}

/** A column's head that orders the table by it: the highest first, and pressed again the lowest. */
export function SortHead({ by, order, right, children }: SortHeadProps) {
  const [query] = useSearchParams()
  const current = order.by === by
  const next = new URLSearchParams(query)
  next.set('sort', current && !order.ascending ? `-${by}` : by)
  return (
    <ColumnHead right={right === true} sorted={current ? (order.ascending ? 'ascending' : 'descending') : undefined}>
      <Link to={`?${next}`} preventScrollReset>
        {children}
      </Link>
    </ColumnHead>
  )
}
