export type WayStop = {
  name: string
  state: 'planned' | 'training' | 'live' | 'closed' | 'rolled back'
  /** the local day that it is planned for, or the one on which it got where it is */
  date: string
}

/** What the pages before signing in show of the migration: names and dates, nothing about anybody. */
export type Way = {
  organisation: string
  oldProduct: string
  newProduct: string
  timeZone: string
  stops: WayStop[]
}
