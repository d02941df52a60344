/** `3m10s`, `45s`, `1h05m` in milliseconds; null if it is not a time above zero. */
export function durationMs(written: string): number | null {
  const found = /^(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,3})s)?$/.exec(written)
  if (!found) return null
  const [hours, minutes, seconds] = found.slice(1).map((digits) => Number(digits ?? 0))
  const ms = ((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1000
  return ms > 0 ? ms : null
}
