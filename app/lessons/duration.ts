/** `3m10s`, `45s`, `1h05m` in milliseconds; null if it is not a time above zero. */
export function durationMs(written: string): number | null {
  const found = /^(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,3})s)?$/.exec(written)
  if (!found) return null
  const [hours, minutes, seconds] = found.slice(1).map((digits) => Number(digits ?? 0))
  const ms = ((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1000
  return ms > 0 ? ms : null
}

/** A place in a film, `0:45` or `1:02:05`, in seconds; null if it is not one. */
export function momentSeconds(written: string): number | null {
  const found = /^(?:(\d{1,2}):)?(\d{1,2}):([0-5]\d)$/.exec(written)
  if (!found) return null
  const [hours, minutes, seconds] = found.slice(1).map((digits) => Number(digits ?? 0))
  return (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)
}
