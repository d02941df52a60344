import { calendarAt } from '#app/domain/cohorts/sessions/calendar-feed.server.ts'
import { addressOf } from '#app/http/context.server.ts'
import type { Route } from './+types/calendar.ts'

/** A person's calendar, for whoever has its address: calendar programs cannot sign in. A refusal says nothing more. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const [, secret] = /^(.+)\.ics$/.exec(params.file) ?? []
  const found = await calendarAt(secret ?? '', addressOf(context), new Date())
  if (found.outcome === 'calendar') {
    return new Response(found.calendar, {
      headers: {
        'Content-Type': 'text/calendar; charset=utf-8',
        'Content-Disposition': 'inline; filename="gangway.ics"',
        'Cache-Control': 'private, max-age=300',
        'X-Robots-Tag': 'noindex',
      },
    })
  }
  const status = { unknown: 404, revoked: 410, limited: 429 }[found.outcome]
  const headers = new Headers({ 'Cache-Control': 'no-store' })
  if (found.outcome === 'limited') headers.set('Retry-After', String(found.seconds))
  return new Response(null, { status, headers })
}
