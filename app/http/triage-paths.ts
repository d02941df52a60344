import { at } from './paths.ts'

/** Links of working through what people report, apart from the others: no learner's page has to load them. */
export const triagePaths = {
  /** told again whenever something on the board changes */
  live: () => '/confusion/live',
  /** saves a view of the board under a name, or forgets one */
  views: () => '/confusion/views',
  targets: () => '/answer-targets',
  /** what is done about several questions at once */
  several: (ids: readonly string[] = []) => {
    const chosen = new URLSearchParams(ids.map((id) => ['id', id])).toString()
    return `/confusion/several${chosen && `?${chosen}`}`
  },
  /** a form of one question */
  form: (id: string, form: 'merge' | 'separation' | 'links' | 'resolution') => at`/confusion/${id}/${form}`,
}
