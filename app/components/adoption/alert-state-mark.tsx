import { shortDayText } from '#app/components/dates.ts'
import { counted } from '#app/components/format.ts'
import { StatusMark } from '#app/components/ui/status-mark.tsx'
import { unitOf } from '#app/domain/adoption/alerts/alert-metrics.ts'
import type { AlertRule } from '#app/domain/adoption/alerts/alert-rules.server.ts'
import { valueText } from '#app/domain/adoption/reports/report-content.ts'

/** Whether a rule fires, and for how long it has been so. */
export function AlertStateMark({ rule, today }: { rule: AlertRule; today: string }) {
  const { endedAt, firedAt, trueSince, trueDays, forDays } = rule
  if (endedAt) return <StatusMark state="open">Ended</StatusMark>
  const since = trueSince && ` since ${shortDayText(trueSince, today)}`
  if (firedAt) return <StatusMark state="unmet">Fires{since}</StatusMark>
  if (trueSince)
    return (
      <StatusMark state="working">
        {counted(trueDays, 'day', 'days')} of {forDays}
      </StatusMark>
    )
  return <StatusMark state="met">Quiet</StatusMark>
}

/** The figure of the last look, with its n and its day, or why there was none. */
export function LastLook({ rule, today }: { rule: AlertRule; today: string }) {
  const { lookedOn, lastValue, lastN, lastWhy, metric } = rule
  if (lookedOn === null) return <>Not looked at yet</>
  const on = shortDayText(lookedOn, today)
  if (lastValue === null) return <>{`${lastWhy ?? 'Nothing to measure yet.'} ${on}`}</>
  return <>{`${valueText(unitOf(metric), lastValue)}, n ${lastN}, ${on}`}</>
}
