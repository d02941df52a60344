import type { TaskState } from '#app/domain/progress/standing.ts'
import type { TaskDefinition } from '#app/lessons/definitions.ts'
import type { Happening } from '#app/outbox/outbox.ts'
import { useRecord } from '#app/outbox/outbox-context.tsx'
import { clock } from '../format.ts'
import { type TimedHappening, TimedTask } from './timed-task.tsx'
import type { TaskPlace } from './use-attempt.ts'

type OutsideTaskProps = {
  place: TaskPlace
  title: string
  task: TaskDefinition
  state: TaskState | undefined
  oldProduct: string
}

/** A task of the module that is done in the new product. */
export function OutsideTask({ oldProduct, ...task }: OutsideTaskProps) {
  const record = useRecord()
  return (
    <TimedTask
      {...task}
      note={baselineNote(task.task, oldProduct)}
      tell={(happening) => void record(asAttempt(happening, task.place))}
    />
  )
}

function asAttempt({ id, what, ...end }: TimedHappening, { releaseId, blockId }: TaskPlace): Happening {
  const times = 'wallMs' in end ? { activeMs: 0, ...end } : {}
  const data = what === 'started' ? { setting: 'outside', mode: 'assessed' } : times
  return { release: releaseId, block: blockId, attempt: id, type: `attempt-${what}`, data } as Happening
}

function baselineNote({ baseline }: TaskDefinition, oldProduct: string): string | null {
  if (!baseline) return null
  const time = clock(baseline.ms)
  return baseline.source === 'target'
    ? `The aim is ${time}.`
    : `In ${oldProduct} this took ${time}; the time compares products, not people.`
}
