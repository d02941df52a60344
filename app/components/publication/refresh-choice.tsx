import type { PlannedRelease } from '#app/domain/modules/publication/plan.ts'
import { goingOnWords, refresherWords } from '#app/domain/modules/publication/preview.ts'
import type { RefreshPolicy } from '#app/lessons/refresh-policy.ts'
import { sentence } from '../format.ts'
import { Radio } from '../ui/choice.tsx'
import './refresh-choice.css'

/** The form that publishes; what is chosen for each release belongs to it. */
export const PUBLISH_FORM = 'publish'

/** What people who completed an older release do again, in words. */
export const REFRESH_WORDS: Readonly<Record<RefreshPolicy, string>> = {
  changed: 'The changed blocks again',
  all: 'All of it again',
  none: 'Nothing again',
}

/** What people who completed an older release are asked to do, with how many of whom that is for each answer. */
export function RefreshChoice({ release }: { release: PlannedRelease }) {
  const goingOn = goingOnWords(release)
  return (
    <>
      <fieldset className="refresh-choice">
        <legend>Who completed an older release does</legend>
        {USUAL_FIRST.map((policy) => (
          <Radio
            key={policy}
            form={PUBLISH_FORM}
            name={`refresh.${release.slug}`}
            value={policy}
            defaultChecked={policy === release.refresh}
            note={`${sentence(refresherWords(release, policy))}.`}
          >
            {REFRESH_WORDS[policy]}
          </Radio>
        ))}
      </fieldset>
      {goingOn && <p className="sub">{sentence(goingOn)}.</p>}
    </>
  )
}

const USUAL_FIRST: readonly RefreshPolicy[] = ['changed', 'all', 'none']
