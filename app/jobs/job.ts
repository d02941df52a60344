/** One call of a job. A payload is what the caller wrote, so it is checked before it is believed. */
export type JobCall = { payload: unknown; lastTry: boolean; now: Date }

/**
 * Work outside of requests: shallow, and safe to repeat. When it throws it is tried again later, with growing pauses.
 * `cron` is in UTC; `atStart` runs it also when a server starts, once for all instances that start together.
 */
export type Job = { run: (call: JobCall) => Promise<void>; cron?: string; atStart?: boolean }
