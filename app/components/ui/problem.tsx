import type { ReactNode } from 'react'

const tones = { empty: '', forbidden: '', failing: ' state-bad', offline: ' state-warn' }

type ProblemProps = {
  kind: keyof typeof tones
  title: string
  /** what happened, and what to do */
  children: ReactNode
  /** the one way on */
  action?: ReactNode
  level?: 1 | 2 | 3
}

/** A place with nothing to show: empty, failing, forbidden or offline. It never ends without a way on. */
export function Problem({ kind, title, children, action, level = 3 }: ProblemProps) {
  const Heading = `h${level}` as const
  return (
    <div className={`state${tones[kind]}`}>
      <Heading>{title}</Heading>
      {typeof children === 'string' ? <p>{children}</p> : children}
      {action}
    </div>
  )
}

/** Bars at the place of rows to come. Each pair is the widths of the head and of the figure, in per cent. */
export function Skeleton({ rows }: { rows: readonly (readonly [number, number])[] }) {
  return (
    <div role="status" aria-busy="true" aria-label="Loading">
      <div className="skeleton">
        {rows.flatMap(([head, figure], row) => [
          // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity
          <i key={`${row} head`} style={{ width: `${head}%` }} />,
          // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity
          <i key={`${row} figure`} style={{ width: `${figure}%` }} />,
        ])}
      </div>
    </div>
  )
}
