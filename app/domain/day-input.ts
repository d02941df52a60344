import { z } from 'zod'

/** Beyond these no day means anything here, and some are none to PostgreSQL (the year 0) or to us (the year 10000). */
const FIRST = '1900-01-01'
const LAST = '2199-12-31'

/** A day that somebody entered, `YYYY-MM-DD`. `missing` says what to enter. */
export const dayInput = (missing: string) =>
  z.iso
    .date({ error: missing })
    .refine((day) => day >= FIRST && day <= LAST, 'Enter a date between the years 1900 and 2199.')
