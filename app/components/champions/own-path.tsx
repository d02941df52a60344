import { dayText, localOf } from '#app/components/dates.ts'
import type { Champion } from '#app/domain/cohorts/champions.server.ts'
import { SectionHead } from '../ui/head.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { StepList } from './step-list.tsx'

type OwnPathProps = { champion: Champion; zone: string; now: Date }

/** The champion's own steps; folded once somebody signed them off. */
export function OwnPath({ champion, zone, now }: OwnPathProps) {
  const { steps, signedOff } = champion
  if (signedOff) {
    const day = dayText(localOf(signedOff.at, zone).date, localOf(now, zone).date)
    return (
      <details className="section own-path">
        <summary>
          <StatusMark state="done">Champion</StatusMark>
          <span className="small">
            Signed off by {signedOff.by}, {day}
          </span>
        </summary>
        <StepList steps={steps} linked />
      </details>
    )
  }
  const done = steps.filter((step) => step.done).length
  return (
    <section className="own-steps" aria-labelledby="own-path">
      <SectionHead id="own-path" title="Become a champion" aside={`${done} of 5 steps done`} />
      <StepList steps={steps} linked />
      <p className="small muted">
        {done === steps.length
          ? 'All done. A trainer or your migration lead signs you off.'
          : 'You can do everything a champion does from the start. The steps help you to begin.'}
      </p>
    </section>
  )
}
