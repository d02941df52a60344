import { tzlib_get_timezones } from 'timezones-ical-library'
import { isTimeZone } from './local-time.ts'

/** Names by place, `Europe/London`: abbreviations such as `EST` say less than they seem to. */
const BY_PLACE = /^(?!Etc\/)[A-Z]\w+\//

/** The time zones that a session can be in, by name. */
export function timeZones(): string[] {
  known ??= [
    'UTC',
    ...[tzlib_get_timezones()]
      .flat()
      .filter((name) => BY_PLACE.test(name) && isTimeZone(name))
      .sort(),
  ]
  return known
}

let known: string[] | undefined
