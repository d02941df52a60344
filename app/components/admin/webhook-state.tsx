import { StatusMark } from '#app/components/ui/status-mark.tsx'
import {
  type DeliveryState,
  deliveryStateWords,
  type ListedDelivery,
  type ListedWebhook,
} from '#app/domain/confusion/outgoing/webhooks.ts'

/** How a webhook does, by its newest try. */
export function WebhookStateMark({ webhook: { endedAt, lastTry } }: { webhook: ListedWebhook }) {
  if (endedAt) return <StatusMark state="open">Ended</StatusMark>
  if (!lastTry) return <StatusMark state="waiting">Nothing sent yet</StatusMark>
  return lastTry.failure === null ? (
    <StatusMark state="done">Takes what is sent</StatusMark>
  ) : (
    <StatusMark state="unmet">Fails</StatusMark>
  )
}

const MARKS = { waiting: 'waiting', sent: 'done', 'given up': 'unmet' } as const satisfies Record<DeliveryState, string>

/** What became of a delivery, in a word. */
export function DeliveryStateMark({ delivery: { state } }: { delivery: ListedDelivery }) {
  return <StatusMark state={MARKS[state]}>{deliveryStateWords[state]}</StatusMark>
}
