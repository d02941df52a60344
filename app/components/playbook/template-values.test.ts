import { expect, test } from 'vitest'
import type { Role, ViewerMigration } from '#app/domain/identity/viewer.ts'
import type { Occasion } from '#app/domain/playbooks/templates.server.ts'
import { valuesOf } from './template-values.ts'

const TODAY = '2026-09-15'
const migration = { oldProduct: 'Ledgerline', newProduct: 'Meridian' } as ViewerMigration
const tomasz = { name: 'Tomasz Nowak', roles: new Set<Role>(['champion']), migration }
const nothing: Occasion = { cohorts: [], cohort: null, session: null, milestone: null }

test('a champion’s message names the session in the cohort’s own time', () => {
  const session = { startsAt: new Date('2026-09-17T08:00Z'), timeZone: 'Europe/Lisbon' }
  const milestone = { name: 'Cutover: payments, bank', date: '2026-10-05' }
  expect(valuesOf(tomasz, { ...nothing, session, milestone }, TODAY)).toEqual({
    'champion.firstName': 'Tomasz',
    'session.date': 'Thursday 17 September at 09:00',
    'product.old': 'Ledgerline',
    'product.new': 'Meridian',
    'milestone.name': 'Cutover',
    'milestone.date': 'Monday 5 October',
  })
})

test('what the occasion does not tell is left open', () => {
  const trainer = { ...tomasz, roles: new Set<Role>(['trainer']), migration: null }
  expect(valuesOf(trainer, nothing, TODAY)).toEqual({})
})
