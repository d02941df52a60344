import { at } from './paths.ts'

/** Links of what is measured about confusion, apart from the others: nobody else's page has to load them. */
export const measurePaths = {
  /** what fixes did, of questions first reported in so many weeks; null: since the start */
  effect: (weeks: number | null = 12) => `/confusion/effect${weeks === 12 ? '' : `?weeks=${weeks ?? 'all'}`}`,
  signals: () => '/confusion/signals',
  signalQuestion: (module: string, block: string, signal: string) =>
    at`/confusion/signals/${module}/${block}/${signal}/question`,
  signalDismissal: (module: string, block: string, signal: string) =>
    at`/confusion/signals/${module}/${block}/${signal}/dismissal`,
  /** takes a dismissal back */
  signalRestoration: (module: string, block: string, signal: string) =>
    at`/confusion/signals/${module}/${block}/${signal}/restoration`,
}
