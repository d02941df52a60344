import type { AskedOldTime } from '#app/domain/practice/asked-old-times.server.ts'
import type { Happening } from '#app/outbox/outbox.ts'
import { useRecord } from '#app/outbox/outbox-context.tsx'
import { type TimedHappening, TimedTask } from './timed-task.tsx'

type OldTimeTaskProps = { asked: AskedOldTime; personId: string; oldProduct: string }

/** A task of a module, done in the old product while that is still there. */
export function OldTimeTask({ asked, personId, oldProduct }: OldTimeTaskProps) {
  const record = useRecord()
  const { id, releaseId, blockId, title, html, tries } = asked
  const tell = (happening: TimedHappening) => {
    const told = asOldTime(happening, asked)
    if (told) void record(told)
  }
  return (
    <TimedTask
      place={{ personId, releaseId, blockId: `old-${id}` }}
      happensAt={{ personId, releaseId, blockId }}
      title={title}
      task={{ setting: 'outside', html, where: oldProduct, baseline: null }}
      state={tries}
      note="Stop the clock with Pause while you do something else. Only you see your time."
      tell={tell}
    />
  )
}

/** Pauses are told with the end, by their length. */
function asOldTime(
  happening: TimedHappening,
  { id: measuring, releaseId: release, blockId: block }: AskedOldTime,
): Happening | null {
  const at = { release, block, attempt: happening.id }
  if (happening.what === 'finished') {
    const { wallMs, pausedMs, outcome } = happening
    return { ...at, type: 'old-time-finished', data: { measuring, wallMs, pausedMs, outcome } }
  }
  if (happening.what === 'gave-up') {
    const { wallMs, pausedMs } = happening
    return { ...at, type: 'old-time-gave-up', data: { measuring, wallMs, pausedMs } }
  }
  return happening.what === 'started' ? { ...at, type: 'old-time-started', data: { measuring } } : null
}
