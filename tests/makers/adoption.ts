import { expect } from 'vitest'
import { type Adoption, adoptionOf as adoptionAsCounted } from '#app/domain/adoption/adoption.server.ts'
import type { AdoptionFilters } from '#app/domain/adoption/filters.ts'
import { rollUp } from '#app/domain/adoption/roll-up.server.ts'
import { RELATIVE_ERROR } from '#app/domain/adoption/task-rollups/histogram.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'

/** Adoption once everything that is stored has been counted. */
export async function adoptionOf(viewer: Viewer, filters: AdoptionFilters, now: Date): Promise<Adoption> {
  await rollUp(now)
  return adoptionAsCounted(viewer, filters, now)
}

/** Matches a duration, or a ratio of one, as exactly as histograms tell it. */
export const about = (exact: number) =>
  expect.toSatisfy((value: number) => Math.abs(value - exact) <= exact * RELATIVE_ERROR * (1 + 1e-9))
