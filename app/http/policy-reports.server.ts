import { z } from 'zod'
import { logger } from '#app/platform/logger.server.ts'
import { policyViolations } from './measures.server.ts'

const Report = z.object({
  'csp-report': z.object({
    'effective-directive': z.string().optional(),
    'blocked-uri': z.string().optional(),
    'source-file': z.string().optional(),
    'line-number': z.number().optional(),
  }),
})

/** The names that a report may be counted under: senders must not be able to invent any number of others. */
const DIRECTIVE =
  /^(script|style)-src(-elem|-attr)?$|^(img|media|font|connect|worker|object|default|frame)-src$|^base-uri$|^form-action$|^frame-ancestors$/

/** So many are logged a minute, because anybody can send reports; the count goes on without. */
const LOGGED_A_MINUTE = 20
const logged = { minute: 0, lines: 0 }

/** Counts a browser's report and logs what was stopped, but not on whose page. False if it is no such report. */
export function recordViolation(body: unknown, now: Date): boolean {
  const report = Report.safeParse(body)
  if (!report.success) return false
  const told = report.data['csp-report']
  const directive = DIRECTIVE.test(told['effective-directive'] ?? '')
    ? (told['effective-directive'] as string)
    : 'other'
  policyViolations.inc({ directive })
  if (!mayLog(now)) return true
  const source = { file: withoutQuery(told['source-file']), line: told['line-number'] }
  logger.warn({ directive, blocked: withoutQuery(told['blocked-uri']), source }, 'content security policy report')
  return true
}

function mayLog(now: Date): boolean {
  const minute = Math.floor(now.getTime() / 60_000)
  if (logged.minute !== minute) Object.assign(logged, { minute, lines: 0 })
  logged.lines += 1
  return logged.lines <= LOGGED_A_MINUTE
}

const withoutQuery = (address: string | undefined) => address?.split(/[?#]/)[0]?.slice(0, 200)
