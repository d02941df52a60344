import type { ReactNode } from 'react'
import type { TaskDefinition } from '#app/lessons/definitions.ts'
import { Icon } from '../ui/icon.tsx'
import { Prose } from './lesson-blocks.tsx'
import { practiceTitle } from './practice-ids.ts'

type TaskCardProps = {
  id: string
  title: string
  task: TaskDefinition
  /** while it runs: the time so far in words, and whether it counts now */
  clock: { time: string; paused: boolean } | null
  /** how it stands: "Not started", "Attempt 2, started 10:14", "Worked, in 12:40" */
  state: ReactNode
  /** what the time is compared with */
  note?: ReactNode
  /** *Start*; then *It worked*, *It did not work*, *Pause*, *Give up* */
  actions: ReactNode
}

/** A task that is done outside the portal: what to do, the clock, and how it went. */
export function TaskCard({ id, title, task, clock, state, note, actions }: TaskCardProps) {
  return (
    <section className="task" aria-labelledby={practiceTitle(id)}>
      <div className="lab-bar">
        <h3 id={practiceTitle(id)} tabIndex={-1}>
          {title}
        </h3>
        <p className="muted">{state}</p>
      </div>
      <Prose html={task.html} small />
      {(task.where || task.link) && (
        <p className="meta">
          <span>
            <Icon name="screen" small />
            Where: {task.link ? <Place {...task} link={task.link} /> : task.where}
          </span>
        </p>
      )}
      {clock && (
        <p className="task-time">
          <span className="task-clock">{clock.time}</span>
          {clock.paused ? 'Paused' : 'The clock runs until you say how it went.'}
        </p>
      )}
      <div className="btn-row">{actions}</div>
      {note && <p className="xs muted">{note}</p>}
    </section>
  )
}

/** The way out, in a tab of its own: the clock of this page goes on, and here the learner comes back to. */
function Place({ where, link }: { where: string | null; link: string }) {
  return (
    <a href={link} target="_blank" rel="noreferrer">
      {where ?? new URL(link).host} <span className="muted">(opens beside this page)</span>
    </a>
  )
}
