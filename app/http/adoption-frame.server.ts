import type { FrameData } from '#app/components/adoption/adoption-frame.tsx'
import { countingOf } from '#app/domain/adoption/counting.server.ts'
import { type AdoptionFilters, asksForBoth } from '#app/domain/adoption/filters.ts'
import { whyNotSent } from '#app/domain/adoption/reports/report-pages.server.ts'
import { adoptionViews } from '#app/domain/adoption/views/views.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'

/** What a page of figures loads beside its own: its filters, and the viewer's saved views of it. */
export async function frameOf(viewer: Viewer, request: Request, filters: AdoptionFilters): Promise<FrameData> {
  const { pathname, searchParams } = new URL(request.url)
  const page = pathname.replace(/\.data$/, '')
  const migration = migrationOf(viewer)
  const [views, counting] = await Promise.all([adoptionViews(viewer), countingOf(migration.id)])
  return {
    filters,
    askedForBoth: asksForBoth(searchParams),
    timeZone: migration.timeZone,
    views: views.filter((view) => view.page === page),
    page,
    sendable: whyNotSent({ page, filters: searchParams.toString() }) === null,
    counting,
  }
}
