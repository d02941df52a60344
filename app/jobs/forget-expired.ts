import { forgetOldDeliveries } from '#app/domain/confusion/outgoing/sending.server.ts'
import { forgetPicturesOfErased } from '#app/domain/confusion/pictures.server.ts'
import { forgetExpiredAccess } from '#app/domain/identity/expired.server.ts'
import { forgetOldAttachments } from '#app/domain/notices/attachments.server.ts'
import { forgetStaleSecrets } from '#app/domain/notices/mail-sending.server.ts'
import type { Job } from './job.ts'

/**
 * Forgets sessions, links, counters and drafts that are over, links in mail that no longer work, old files of mails, what
 * webhooks were told, and the pictures of what was erased.
 */
export const forgetExpired: Job = {
  run: async ({ now }) => {
    await forgetExpiredAccess(now)
    await forgetStaleSecrets(now)
    await forgetOldAttachments(now)
    await forgetOldDeliveries(now)
    await forgetPicturesOfErased()
  },
  cron: '41 * * * *',
}
