import { expect, test } from 'vitest'
import { db } from '#app/platform/database/client.server.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { anAdmin, aPerson } from '#tests/makers/people.ts'
import { recordAudit } from './audit.server.ts'
import { readAuditLog } from './audit-log.server.ts'

const now = new Date()
const subject = (id: string) => ({ type: 'person', id })

test('an entry is written by either kind of transaction, and only with its change', async () => {
  const admin = await anAdmin()
  const lena = await aPerson({ name: 'Lena Brandt' })
  await inTransaction((tx) => recordAudit(tx, admin, 'role.granted', subject(lena.id), null, { role: 'lead' }, now))
  await db.$transaction((tx) => recordAudit(tx, null, 'role.ended', subject(lena.id), { role: 'lead' }, null, now))
  const failing = inTransaction(async (tx) => {
    await recordAudit(tx, admin, 'role.granted', subject(lena.id), null, null, now)
    throw new Error('the change failed')
  })
  await expect(failing).rejects.toThrow('the change failed')
  const { lines } = await readAuditLog(admin, { person: lena.id })
  expect(lines.map(({ action, actor, subject, before, after }) => ({ action, actor, subject, before, after }))).toEqual(
    [
      { action: 'role.ended', actor: null, subject: 'Lena Brandt', before: { role: 'lead' }, after: null },
      { action: 'role.granted', actor: admin.name, subject: 'Lena Brandt', before: null, after: { role: 'lead' } },
    ],
  )
})

test('nobody can change, remove or empty the log', async () => {
  const admin = await anAdmin()
  await recordAudit(sql, admin, 'role.granted', subject(admin.personId), null, null, now)
  await expect(sql`UPDATE audit_entry SET actor_id = NULL`).rejects.toThrow('append-only')
  await expect(sql`DELETE FROM audit_entry`).rejects.toThrow('append-only')
  await expect(sql`TRUNCATE audit_entry`).rejects.toThrow('append-only')
  await expect(db.auditEntry.deleteMany()).rejects.toThrow()
})

test('it is read in pages and by person, act and day', async () => {
  const admin = await anAdmin()
  const lena = await aPerson()
  const at = (minute: number) => new Date(Date.UTC(2026, 2, 10, 12, minute))
  for (let minute = 0; minute < 60; minute++) {
    const action = minute % 2 ? 'membership.began' : 'role.granted'
    await recordAudit(sql, admin, action, subject(lena.id), null, { minute }, at(minute))
  }
  const first = await readAuditLog(admin, { person: lena.id })
  expect(first.lines).toHaveLength(50)
  const second = await readAuditLog(admin, { person: lena.id, after: first.next ?? '' })
  expect(second).toMatchObject({ lines: { length: 10 }, next: null })
  expect([...first.lines, ...second.lines].map((line) => line.after?.minute)).toEqual(
    Array.from({ length: 60 }, (_, minute) => 59 - minute),
  )
  expect((await readAuditLog(admin, { person: lena.id, action: 'role' })).lines).toHaveLength(30)
  expect((await readAuditLog(admin, { person: lena.id, action: 'rol' })).lines).toHaveLength(0)
  expect((await readAuditLog(admin, { person: lena.id, from: '2026-03-11' })).lines).toHaveLength(0)
  expect((await readAuditLog(admin, { person: lena.id, to: '2026-03-10' })).lines).toHaveLength(50)
  expect((await readAuditLog(admin, { person: admin.personId, action: 'role.granted' })).lines.length).toBeGreaterThan(
    29,
  )
})

test('it is for admins, and a made-up place in it is refused', async () => {
  const admin = await anAdmin()
  await expect(readAuditLog({ ...admin, roles: new Set(['lead']) }, {})).rejects.toMatchObject({ kind: 'forbidden' })
  for (const after of ['x', btoa('["1"]'), btoa('["no time","x"]'), btoa('%')]) {
    await expect(readAuditLog(admin, { after })).rejects.toMatchObject({ kind: 'invalid' })
  }
})
