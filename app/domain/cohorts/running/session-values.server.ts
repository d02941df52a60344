import { dayInWords, type LocalDay } from '#app/domain/migrations/local-days.ts'
import { firstName, type TemplateValues } from '#app/domain/playbooks/fill-template.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { wallTimeOf } from '../sessions/local-time.ts'
import type { RunSession } from './run-session.server.ts'

type Facts = { champion: string | null; milestone: string; date: LocalDay; oldProduct: string; newProduct: string }

/** What a session tells of the open places of its playbook, and of the templates that are used in it. */
export async function sessionValues(on: Sql, session: RunSession): Promise<TemplateValues> {
  const [facts] = await on<Facts>`
    SELECT p.name AS champion, m.name AS milestone, m.date, g.old_product AS "oldProduct", g.new_product AS "newProduct"
    FROM cohort_session s JOIN milestone m ON m.id = s.milestone_id JOIN migration g ON g.id = m.migration_id
    LEFT JOIN person p ON p.id = s.champion_id WHERE s.id = ${session.id}::uuid`
  if (!facts) return {}
  const { day, time } = wallTimeOf(session.startsAt, session.timeZone)
  return {
    ...(facts.champion ? { 'champion.firstName': firstName(facts.champion) } : {}),
    'session.date': `${dayInWords(day)} at ${time}`,
    'product.old': facts.oldProduct,
    'product.new': facts.newProduct,
    'milestone.name': facts.milestone.split(':')[0] ?? facts.milestone,
    'milestone.date': dayInWords(facts.date),
  }
}
