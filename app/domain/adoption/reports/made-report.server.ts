import type { Viewer } from '#app/domain/identity/viewer.ts'
import { keepAttachments } from '#app/domain/notices/attachments.server.ts'
import { queueMails } from '#app/domain/notices/mail.server.ts'
import { paths } from '#app/http/paths.ts'
import { csvText } from '#app/platform/csv.server.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { env } from '#app/platform/env.server.ts'
import type { Attachment } from '#app/platform/mailer.server.ts'
import { viewAddress } from '../views/view-pages.ts'
import { chartPicture } from './pictures.server.ts'
import type { ReportContent } from './report-content.ts'
import { reportMail } from './report-mail.ts'
import { contentOf } from './report-pages.server.ts'

type View = { name: string; page: string; filters: string }

/** What a report says, with its pictures and its file. */
export type MadeReport = { content: ReportContent; files: Attachment[]; pictures: string[] }

/** Makes a report as this viewer may read it now; refuses as its page does. */
export async function madeReport(viewer: Viewer, { page, filters }: View, now: Date): Promise<MadeReport> {
  const content = await contentOf(viewer, page, filters, now)
  const pictures: Attachment[] = []
  for (const [place, chart] of content.charts.entries()) {
    const name = `chart-${place + 1}.png`
    pictures.push({
      name,
      type: 'image/png',
      inlineAs: `chart-${place + 1}@gangway`,
      content: await chartPicture(chart),
    })
  }
  const file = { name: content.file.name, type: 'text/csv; charset=utf-8', inlineAs: null }
  return {
    content,
    files: [...pictures, { ...file, content: Buffer.from(csvText(content.file.rows, content.file.columns)) }],
    pictures: pictures.flatMap(({ inlineAs }) => inlineAs ?? []),
  }
}

/** Queues a report for people, in the caller's transaction. `stop`: the path where they stop it. */
export async function queueReport(
  tx: Sql,
  view: View,
  { content, files, pictures }: MadeReport,
  mails: readonly { person: Viewer; key: string }[],
  stop: string | null,
  now: Date,
): Promise<void> {
  const bundleId = await keepAttachments(tx, files, now)
  const links = {
    view: env.ORIGIN + viewAddress(view),
    made: env.ORIGIN + paths.measured(),
    stop: stop && env.ORIGIN + stop,
  }
  const mail = reportMail(view.name, content, pictures, links)
  await queueMails(
    tx,
    mails.map(({ person, key }) => ({ key, to: person.email, personId: person.personId, ...mail, bundleId })),
    now,
  )
}
