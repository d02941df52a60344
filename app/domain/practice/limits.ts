/** The most events in one batch. A batch is also at most 1 MiB. */
export const BATCH_LIMIT = 100

/** For how long events are kept, in months of the calendar: older ones have no place in the log any more. */
export const RETENTION_MONTHS = 13

/** The most of one typed value that is kept, in UTF-16 units, as `maxlength` counts. */
export const LONGEST_TEXT = 2_000
