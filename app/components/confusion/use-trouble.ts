import { useOutletContext } from 'react-router'
import type { TroubleDetail } from '#app/domain/confusion/trouble-detail.ts'
import { paths } from '#app/http/paths.ts'

/** What the page of a trouble hands to the form that is open in it. */
export type OpenTrouble = { trouble: TroubleDetail; query: string }

/** The trouble that a form is about, and where it leads back to. */
export function useTrouble(): OpenTrouble & { back: string } {
  const { trouble, query } = useOutletContext<OpenTrouble>()
  return { trouble, query, back: paths.confusionCluster(trouble.id) + query }
}
