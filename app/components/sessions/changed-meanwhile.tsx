import type { PlannedSession } from '#app/domain/cohorts/sessions/sessions.server.ts'
import { longTimesText } from './session-words.ts'

/** That somebody else saved meanwhile, and what they made of it. What was typed stays in the form below. */
export function ChangedMeanwhile({ present, now }: { present: PlannedSession; now: Date }) {
  return (
    <div className="note note-warn" role="alert">
      <p>
        <strong>Somebody else has changed this session while you wrote.</strong> Nothing of yours is saved yet, and what
        you typed is still below. It is now:
      </p>
      <dl className="facts">
        <dt>Title</dt>
        <dd>{present.title}</dd>
        <dt>When</dt>
        <dd>
          {longTimesText(present, now)}, {present.timeZone}
        </dd>
        <dt>Where</dt>
        <dd>{[present.place, present.link].filter(Boolean).join(', ') || 'Not said yet'}</dd>
        <dt>Places</dt>
        <dd>{present.capacity ?? 'Everybody fits in'}</dd>
        <dt>Led by</dt>
        <dd>{present.champion ?? 'Nobody yet'}</dd>
        <dt>Playbook</dt>
        <dd>{present.playbook?.title ?? 'None'}</dd>
        <dt>Beforehand</dt>
        <dd className="session-words">{present.words ?? 'Nothing to know'}</dd>
      </dl>
      <p>Put into your form what you want to keep of it, then save: that replaces it.</p>
    </div>
  )
}
