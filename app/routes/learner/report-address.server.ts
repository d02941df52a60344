import { z } from 'zod'
import { isLarge } from '#app/domain/confusion/anonymity.ts'
import { browserWords } from '#app/domain/confusion/browser.ts'
import type { BlockAddress, ReportContext } from '#app/domain/confusion/report-context.server.ts'

/** The block that a report's address names. */
export const addressOf = ({ slug, block }: { slug: string; block: string }): BlockAddress => ({
  moduleSlug: slug,
  blockId: block,
})

const Release = z.uuid().nullable().catch(null)

/** The release that a form was opened on, however the module stands by now; null: the present one. */
export const releaseIn = (request: Request): string | null =>
  Release.parse(new URL(request.url).searchParams.get('release'))

/** The reporter's browser, in words. */
export const browserOf = (request: Request): string | null => browserWords(request.headers.get('user-agent'))

/** What goes with a report by itself, as its form says it. */
export function sentAlongOf({ release, milestone, audience, attempt }: ReportContext, browser: string | null) {
  return {
    release: release.label,
    milestone: milestone?.name ?? null,
    audience: audience && { name: audience.name, isLarge: isLarge(audience) },
    attempt: attempt && { ordinal: attempt.ordinal, errors: attempt.errors },
    browser,
  }
}
