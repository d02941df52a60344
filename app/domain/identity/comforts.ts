/** `power`: works in the product every day; `casual`: now and then. */
export const COMFORTS = ['power', 'casual'] as const
export type Comfort = (typeof COMFORTS)[number]

export const COMFORT_WORDS: Record<Comfort, string> = { power: 'Every day', casual: 'Now and then' }
