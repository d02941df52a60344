import { parse } from 'csv-parse/sync'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { aMailbox } from '#tests/mailbox.ts'

// The mail server is named by the environment, which is read once: so it comes before everything of ours.
const mailbox = await aMailbox()
process.env.SMTP_URL = mailbox.url
process.env.ORIGIN = 'https://learn.brackwater.example'
const { sendMail } = await import('#app/jobs/send-mail.ts')
const { startJobs } = await import('#app/jobs/worker.server.ts')
const { sql } = await import('#app/platform/database/sql.server.ts')
const { withPictures } = await import('#app/platform/picture-library.server.ts')
const { aModule, anAssignment, aPlannedMilestone } = await import('#tests/makers/modules.ts')
const { aLead, aLearner, aMigration, anAudience, aPerson, aTrainer, viewerOf } = await import('#tests/makers/people.ts')
const { addReport, changeReport, endReport, listReports, possibleRecipients, readReport } = await import(
  './reports.server.ts'
)
const { sendablePages } = await import('./report-pages.server.ts')
const { reportsTo, stopReport } = await import('./own-reports.server.ts')
const { rollUp } = await import('../roll-up.server.ts')
const { sendDueReports, sendOneNow } = await import('./sending.server.ts')

// Only mail leaves by itself: no test waits for a day, and none is surprised by one.
const worker = await startJobs({ 'send-mail': sendMail })
afterEach(() => sql`UPDATE migration SET archived_at = now()`)
afterAll(async () => {
  await worker.stop()
  await mailbox.close()
})

type Viewer = Awaited<ReturnType<typeof aTrainer>>
type Input = Parameters<typeof addReport>[1]

const at = (iso: string) => new Date(iso)
const MADE = at('2027-01-13T12:00:00Z')
/** The Thursday after. */
const SEVEN = at('2027-01-14T07:00:00Z')

/** A migration in London with one milestone, six people who are asked for a module, and a trainer. */
async function aPlan() {
  const migration = await aMigration()
  const milestone = await aPlannedMilestone(migration, { slug: `wave-${migration.slug}` })
  const daily = await anAudience(migration, { name: 'Every day' })
  const module = await aModule(migration)
  await anAssignment(module, { milestone, audience: daily })
  for (let person = 0; person < 6; person++) await aLearner({ migration, audiences: [daily] })
  await rollUp(MADE)
  return { migration, milestone, trainer: await aTrainer({ migration }) }
}

const input = (recipients: readonly Viewer[], more: Partial<Input> = {}): Input => ({
  ...{ name: 'Steering', view: '/adoption?weeks=8', rhythm: 'daily', weekday: 1, monthday: 1, hour: 7 },
  recipients: recipients.map(({ personId }) => personId),
  ...more,
})

const mailsOf = async (viewers: readonly Viewer[]) => {
  const rows = await sql<{ to: string }>`
    SELECT "to" FROM mail WHERE key LIKE 'report/%' AND person_id = ANY(${viewers.map(({ personId }) => personId)}::uuid[])
    ORDER BY "to"`
  return rows.map(({ to }) => to)
}
const noticesOf = (viewer: Viewer) =>
  sql<{ title: string }>`SELECT title FROM notice WHERE person_id = ${viewer.personId} ORDER BY at, title`

const arrived = (to: string) =>
  vi.waitFor(
    () => {
      const mail = mailbox.mails.findLast((one) => JSON.stringify(one.to).includes(to))
      if (!mail) throw new Error(`no mail to ${to}`)
      return mail
    },
    { timeout: 10_000 },
  )

test('a report arrives with the page’s title, its figures as table and text, its pictures and its file', async () => {
  const { trainer, milestone } = await aPlan()
  const id = await addReport(trainer, input([trainer]), MADE)
  expect(await sendDueReports(SEVEN)).toBe(1)
  const mail = await arrived(trainer.email)
  expect(mail.subject).toMatch(/^Steering: /)
  expect(mail.text).toContain('Completion rate, Everyone: 0% (n 6)')
  expect(mail.text).toContain('Figures as of 14 Jan, 07:00')
  expect(mail.text).toContain('https://learn.brackwater.example/adoption?weeks=8')
  expect(mail.text).toContain(`https://learn.brackwater.example/adoption/reports/${id}/stop`)
  const [picture, file] = mail.attachments
  expect(picture).toMatchObject({ contentType: 'image/png', cid: 'chart-1@gangway', contentDisposition: 'inline' })
  expect(mail.html).toMatch(
    /<img src="(cid:chart-1@gangway|data:image\/png[^"]*)" alt="Completion, Everyone\. Complete 0%/,
  )
  const { width } = await withPictures(['Png'], (sharp) => sharp(picture?.content).metadata())
  expect(width).toBe(880)
  expect(file).toMatchObject({
    filename: `adoption-${milestone.slug}-2027-01-14.csv`,
    contentDisposition: 'attachment',
  })
  const rows = parse(file?.content ?? '', { columns: true, bom: true }) as {
    metric: string
    value: string
    n: string
  }[]
  expect(rows.find(({ metric }) => metric === 'completion rate')).toMatchObject({ value: '0', n: '6' })
  expect(await readReport(trainer, id, SEVEN)).toMatchObject({ last: { mailed: 1, leftOut: 0, failure: null } })
})

test('two servers at once, and again a minute later, send a report once; the next day once more', async () => {
  const { migration, trainer } = await aPlan()
  const lead = await aLead({ migration })
  await addReport(trainer, input([trainer, lead]), MADE)
  const sent = await Promise.all([sendDueReports(SEVEN), sendDueReports(SEVEN), sendDueReports(SEVEN)])
  expect(sent.reduce((sum, one) => sum + one, 0)).toBe(1)
  expect(await sendDueReports(at('2027-01-14T07:15:00Z'))).toBe(0)
  expect(await mailsOf([trainer, lead])).toHaveLength(2)
  expect(await sendDueReports(at('2027-01-15T07:00:00Z'))).toBe(1)
  expect(await mailsOf([trainer, lead])).toHaveLength(4)
})

test('a crash before the mails are queued claims nothing: the next run sends', async () => {
  const { trainer } = await aPlan()
  await addReport(trainer, input([trainer]), MADE)
  await sql`ALTER TABLE mail ADD CONSTRAINT crash CHECK (key NOT LIKE 'report/%') NOT VALID`
  await expect(sendDueReports(SEVEN)).rejects.toThrow('1 reports were not sent')
  expect(await mailsOf([trainer])).toEqual([])
  await sql`ALTER TABLE mail DROP CONSTRAINT crash`
  expect(await sendDueReports(SEVEN)).toBe(1)
  expect(await mailsOf([trainer])).toEqual([trainer.email])
})

test('after days without a server one mail is sent, and what was due before the report was made is not', async () => {
  const { trainer } = await aPlan()
  await addReport(trainer, input([trainer]), MADE)
  expect(await sendDueReports(at('2027-01-13T23:00:00Z'))).toBe(0)
  expect(await sendDueReports(at('2027-01-20T15:00:00Z'))).toBe(1)
  expect(await sendDueReports(at('2027-01-20T15:15:00Z'))).toBe(0)
  expect(await mailsOf([trainer])).toHaveLength(1)
})

test('a new hour counts from when it was chosen', async () => {
  const { trainer } = await aPlan()
  const id = await addReport(trainer, input([trainer]), MADE)
  await sendDueReports(SEVEN)
  await changeReport(trainer, id, input([trainer], { hour: 9 }), at('2027-01-14T10:00:00Z'))
  expect(await sendDueReports(at('2027-01-14T10:15:00Z'))).toBe(0)
  expect(await sendDueReports(at('2027-01-15T09:00:00Z'))).toBe(1)
})

test('who lost the role gets nothing, and who keeps the report is told once', async () => {
  const { migration, trainer } = await aPlan()
  const [other, left] = [
    await aTrainer({ migration, name: 'Ana Petrovic' }),
    await aTrainer({ migration, name: 'Bo Lind' }),
  ]
  const id = await addReport(trainer, input([trainer, other, left]), MADE)
  await sql`UPDATE role_grant SET ended_at = ${MADE} WHERE person_id = ${other.personId}`
  await sql`UPDATE person SET left_on = '2027-01-13' WHERE id = ${left.personId}`
  await sendDueReports(SEVEN)
  await sendDueReports(at('2027-01-15T07:00:00Z'))
  expect(await mailsOf([other, left])).toEqual([])
  expect(await mailsOf([trainer])).toHaveLength(2)
  expect(await noticesOf(trainer)).toEqual([
    { title: 'Ana Petrovic no longer gets the report “Steering”.' },
    { title: 'Bo Lind no longer gets the report “Steering”.' },
  ])
  expect(await readReport(trainer, id, SEVEN)).toMatchObject({ last: { mailed: 1, leftOut: 2 } })
})

test('a view that is gone is told to who keeps the report, and claims its time', async () => {
  const { trainer, milestone } = await aPlan()
  const id = await addReport(trainer, input([trainer], { view: `/adoption?milestone=${milestone.slug}` }), MADE)
  await sql`UPDATE milestone SET slug = ${`${milestone.slug}-gone`} WHERE id = ${milestone.id}`
  await sendDueReports(SEVEN)
  expect(await sendDueReports(SEVEN)).toBe(0)
  expect(await noticesOf(trainer)).toEqual([{ title: 'The report “Steering” could not be sent.' }])
  expect((await readReport(trainer, id, SEVEN)).last?.failure).toBe('There is no milestone of this name.')
})

test('one who gets a report stops it, and lets it come again; an ended one comes to nobody', async () => {
  const { migration, trainer } = await aPlan()
  const lead = await aLead({ migration })
  const id = await addReport(trainer, input([trainer, lead]), MADE)
  await stopReport(lead, id, true, MADE)
  expect(await reportsTo(lead)).toEqual([{ id, name: 'Steering', stoppedAt: MADE }])
  await changeReport(trainer, id, input([trainer, lead], { name: 'Steering group' }), MADE)
  await sendDueReports(SEVEN)
  expect(await mailsOf([trainer, lead])).toEqual([trainer.email])
  await stopReport(lead, id, false, SEVEN)
  await sendDueReports(at('2027-01-15T07:00:00Z'))
  expect(await mailsOf([lead])).toEqual([lead.email])
  await endReport(trainer, id, at('2027-01-15T08:00:00Z'))
  expect(await sendDueReports(at('2027-01-16T07:00:00Z'))).toBe(0)
  expect(await reportsTo(lead)).toEqual([])
  await expect(changeReport(trainer, id, input([trainer]), SEVEN)).rejects.toMatchObject({ kind: 'conflict' })
  await expect(stopReport(lead, id, true, SEVEN)).rejects.toMatchObject({ kind: 'missing' })
})

test('“send me one now” comes to who asked, whoever else gets the report, and claims no time', async () => {
  const { migration, trainer } = await aPlan()
  const lead = await aLead({ migration })
  const id = await addReport(trainer, input([lead]), MADE)
  await sendOneNow(trainer, id, MADE)
  const mail = await arrived(trainer.email)
  expect(mail.text).not.toContain('/stop')
  expect(await mailsOf([lead])).toEqual([])
  expect(await sendDueReports(SEVEN)).toBe(1)
})

test('every page that can be sent as it is leaves with its own title and its own file', async () => {
  const { trainer, milestone } = await aPlan()
  const pages = sendablePages()
  for (const view of pages) await addReport(trainer, input([trainer], { view, name: view }), MADE)
  expect(await sendDueReports(SEVEN)).toBe(pages.length)
  const sent = await sql<{ subject: string; file: string }>`
    SELECT m.subject, a.name AS file FROM mail m JOIN mail_attachment a ON a.bundle_id = m.bundle_id AND a.inline_as IS NULL
    WHERE m.person_id = ${trainer.personId} AND m.key LIKE 'report/%' ORDER BY m.subject`
  const file = (name: string) => `${name}-${milestone.slug}-2027-01-14.csv`
  expect(sent).toEqual([
    { subject: expect.stringMatching(/^\/adoption\/checks: /), file: file('checks') },
    { subject: '/adoption/cohorts: No cohort learns for this milestone yet', file: file('cohorts') },
    { subject: '/adoption/completion: Nobody of 6 people has started', file: file('completion') },
    { subject: expect.stringMatching(/^\/adoption\/confusion: Nobody has asked anything/), file: file('confusion') },
    { subject: '/adoption/tasks: This milestone has no tasks yet', file: file('tasks') },
    { subject: expect.stringMatching(/^\/adoption: Cutover has no gates yet/), file: file('adoption') },
  ])
})

test('what cannot be sent is refused with words: another page, another migration’s milestone, other people', async () => {
  const { migration, trainer } = await aPlan()
  const { milestone: foreign, trainer: stranger } = await aPlan()
  const learner = await aLearner({ migration })
  const add = (more: Partial<Input>) => addReport(trainer, input([trainer], more), MADE)
  await expect(add({ view: '/admin' })).rejects.toMatchObject({ kind: 'invalid', field: 'view' })
  await expect(add({ view: '/adoption/people' })).rejects.toMatchObject({ kind: 'invalid', field: 'view' })
  await expect(add({ view: '/adoption/tasks/no/such' })).rejects.toMatchObject({ kind: 'invalid', field: 'view' })
  await expect(add({ view: '/constructor' })).rejects.toMatchObject({ kind: 'invalid', field: 'view' })
  const view = `/adoption?milestone=${foreign.slug}`
  await expect(add({ view })).rejects.toMatchObject({ kind: 'invalid', field: 'view' })
  for (const { personId } of [learner, stranger, await aPerson().then(({ id }) => ({ personId: id }))]) {
    await expect(add({ recipients: [personId] })).rejects.toMatchObject({ kind: 'invalid', field: 'recipients' })
  }
  await expect(addReport(learner, input([trainer]), MADE)).rejects.toMatchObject({ kind: 'forbidden' })
  expect(await listReports(trainer, MADE)).toEqual([])
  const id = await addReport(trainer, input([trainer]), MADE)
  await expect(readReport(stranger, id, MADE)).rejects.toMatchObject({ kind: 'missing' })
  expect((await possibleRecipients(trainer, MADE)).map(({ id: one }) => one)).toEqual([trainer.personId])
})

test('two hundred people get a report, whose pictures and file are kept once', async () => {
  const { migration, trainer } = await aPlan()
  const people = []
  for (let one = 0; one < 199; one++) people.push(await aPerson({ migration, roles: ['trainer'] }))
  const recipients = [trainer.personId, ...people.map(({ id }) => id)]
  await addReport(trainer, input([], { recipients }), MADE)
  await sendDueReports(SEVEN)
  const [kept] = await sql<{ mails: number; bundles: number; files: number }>`
    SELECT count(*)::int AS mails, count(DISTINCT bundle_id)::int AS bundles,
      (SELECT count(*)::int FROM mail_attachment a WHERE a.bundle_id = (array_agg(m.bundle_id))[1]) AS files
    FROM mail m WHERE person_id = ANY(${recipients}::uuid[]) AND key LIKE 'report/%'`
  expect(kept).toEqual({ mails: 200, bundles: 1, files: 2 })
  expect(await viewerOf(people[0] as { id: string })).toBeDefined()
})
