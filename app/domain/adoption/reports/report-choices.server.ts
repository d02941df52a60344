import type { Viewer } from '#app/domain/identity/viewer.ts'
import { pageName, viewAddress, viewParts } from '../views/view-pages.ts'
import { type AdoptionView, adoptionViews } from '../views/views.server.ts'
import { sendablePages, whyNotSent } from './report-pages.server.ts'
import { possibleRecipients } from './reports.server.ts'

type Choice = { value: string; label: string }

/** What a report may send and to whom. `asked` is the address of the view that it sends or that was looked at. */
export async function reportChoices(
  viewer: Viewer,
  asked: string | null,
  now: Date,
): Promise<{ views: Choice[]; people: Choice[] }> {
  const [saved, people] = await Promise.all([adoptionViews(viewer), possibleRecipients(viewer, now)])
  return { views: viewChoices(saved, asked), people: people.map(({ id, name }) => ({ value: id, label: name })) }
}

function viewChoices(saved: readonly AdoptionView[], asked: string | null): Choice[] {
  const pages = sendablePages().map((page) => ({ value: page, label: `${pageName(page) ?? page}, without filters` }))
  const own = saved
    .filter((view) => whyNotSent(view) === null)
    .map(({ address, name, pageName: page }) => ({ value: address, label: `${name} (${page})` }))
  const known = [...own, ...pages]
  if (asked === null) return known
  const { page, filters } = viewParts(asked)
  const address = viewAddress({ page, filters })
  if (whyNotSent({ page, filters }) !== null || known.some(({ value }) => value === address)) return known
  return [{ value: address, label: `${pageName(page) ?? page}, with the filters that were chosen` }, ...known]
}
