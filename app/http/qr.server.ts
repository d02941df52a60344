import { encode } from 'uqr'

/** A QR code as one SVG path in squares of one unit, `size` of them a side, its quiet border included. */
export type QrCode = { size: number; path: string }

export function qrOf(text: string): QrCode {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])))
  return { size, path: squares.join('') }
}
