import type { PlannedSession } from '#app/domain/cohorts/sessions/sessions.server.ts'
import { ChangedNote } from '../ui/changed-note.tsx'
import { longTimesText } from './session-words.ts'

/** What somebody else made of the session meanwhile. */
export function ChangedMeanwhile({ present, now }: { present: PlannedSession; now: Date }) {
  return (
    <ChangedNote
      what="session"
      facts={[
        ['Title', present.title],
        ['When', `${longTimesText(present, now)}, ${present.timeZone}`],
        ['Where', [present.place, present.link].filter(Boolean).join(', ') || 'Not said yet'],
        ['Places', present.capacity ?? 'Everybody fits in'],
        ['Led by', present.champion ?? 'Nobody yet'],
        ['Playbook', present.playbook?.title ?? 'None'],
        [
          'Beforehand',
          <span key="words" className="session-words">
            {present.words ?? 'Nothing to know'}
          </span>,
        ],
      ]}
    />
  )
}
