import { at } from './paths.ts'

/** Links of what leaves for other programs and by mail, apart from the others: nobody else's page has to load them. */
export const outgoingPaths = {
  webhooks: () => '/admin/webhooks',
  newWebhook: () => '/admin/webhooks/new',
  webhook: (id: string) => at`/admin/webhooks/${id}`,
  webhookEnd: (id: string) => at`/admin/webhooks/${id}/end`,
  delivery: (webhook: string, id: string) => at`/admin/webhooks/${webhook}/deliveries/${id}`,
  deliveryReplay: (webhook: string, id: string) => at`/admin/webhooks/${webhook}/deliveries/${id}/replay`,
  /** what the board shows, as files: with its query */
  reportsCsv: () => '/confusion.csv',
  changesCsv: () => '/confusion-changes.csv',
  /** how often a lead gets the digest by mail */
  digest: () => '/confusion-digest',
}
