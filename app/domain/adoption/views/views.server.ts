import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import {
  forgetPage,
  keepPage,
  renamePage,
  type SavedPage,
  savedPagesOf,
} from '#app/domain/identity/saved-views.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { ViewInput } from './view-input.ts'
import { pageName, viewAddress, viewParts } from './view-pages.ts'

/** A view of adoption that somebody saved: `pageName` calls its page, `address` leads to it. */
export type AdoptionView = SavedPage & { pageName: string; address: string }

/** The views of adoption that the viewer saved for themselves, by name. */
export async function adoptionViews(viewer: Viewer): Promise<AdoptionView[]> {
  ensure(viewer, 'adoption.read')
  return (await savedPagesOf(viewer)).flatMap((view) => {
    const name = pageName(view.page)
    return name === null ? [] : [{ ...view, pageName: name, address: viewAddress(view) }]
  })
}

/** Saves, renames or forgets a view of the viewer's own. Refuses pages that are none of adoption. */
export async function changeViews(viewer: Viewer, input: ViewInput, now: Date): Promise<void> {
  ensure(viewer, 'adoption.read')
  if ('forget' in input) return forgetPage(viewer, input.forget)
  if ('rename' in input) return renamePage(viewer, input.rename, input.name)
  const { page, filters } = viewParts(input.view)
  if (pageName(page) === null) throw new Refusal('invalid', 'Only pages of adoption can be saved here.')
  return keepPage(viewer, { page, name: input.name, filters }, now)
}
