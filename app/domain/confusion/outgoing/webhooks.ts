/** A webhook as it stands in the list. */
export type ListedWebhook = {
  id: string
  name: string
  url: string
  createdAt: Date
  createdBy: string
  endedAt: Date | null
  /** the newest try of all: null where nothing was sent yet */
  lastTry: { at: Date; failure: string | null } | null
  waiting: number
  givenUp: number
}

export const DELIVERY_STATES = ['waiting', 'sent', 'given up'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

export const deliveryStateWords: Record<DeliveryState, string> = {
  waiting: 'Waiting',
  sent: 'Taken',
  'given up': 'Given up',
}

/** Something that was told, or is to be. */
export type ListedDelivery = {
  id: string
  kind: string
  createdAt: Date
  state: DeliveryState
  /** when it is tried next */
  dueAt: Date | null
  deliveredAt: Date | null
  tries: number
}

/** One try, and what came back. */
export type DeliveryTry = { id: string; at: Date; status: number | null; failure: string | null; tookMs: number }

/** `body` null: the viewer may not read what people reported. */
export type ReadDelivery = ListedDelivery & { attempts: DeliveryTry[]; body: string | null }
