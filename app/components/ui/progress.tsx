import type { CSSProperties } from 'react'
import { counted } from '../format.ts'

/** A bar of what is done. It always stands beside the same in words, so it is hidden from screen readers. */
export function Track({ done, total }: { done: number; total: number }) {
  return (
    <span className="track" aria-hidden="true" style={share(done, total)}>
      <i />
    </span>
  )
}

/** "2 of 6 modules" with its bar; `unit` is what is counted, one and many; `note` follows in words, for example a refresher that is due. */
export function Progress({
  done,
  total,
  unit,
  note,
}: {
  done: number
  total: number
  unit: readonly [one: string, many: string]
  note?: string
}) {
  return (
    <>
      <Track done={done} total={total} />
      <span className="small num">
        {done} of {counted(total, ...unit)}
        {note && `, ${note}`}
      </span>
    </>
  )
}

/**
 * A value against its target, both in per cent of the axis. The cells beside it carry the figures,
 * so it is hidden from screen readers.
 */
export function Bullet({ value, target }: { value: number; target?: number | undefined }) {
  const at = `${clamp(target ?? 0)}%`
  return (
    <svg className="bullet" aria-hidden="true">
      <rect className="ground" width="100%" height="100%" />
      <rect className="bar" y="6" height="8" width={`${clamp(value)}%`} />
      {target !== undefined && (
        <>
          <line className="halo" x1={at} x2={at} y1="0" y2="20" />
          <line className="goal" x1={at} x2={at} y1="0" y2="20" />
        </>
      )}
    </svg>
  )
}

const clamp = (value: number) => Math.min(100, Math.max(0, value))

const share = (done: number, total: number) =>
  ({ '--share': total === 0 ? 0 : clamp((done / total) * 100) }) as CSSProperties
