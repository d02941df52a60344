import { leftMs, type RunPart, type RunState, usedMs } from '#app/domain/cohorts/running/run.ts'
import type { RunModule } from '#app/domain/cohorts/running/run-page.server.ts'
import type { PlaybookNode } from '#app/lessons/playbook.ts'
import { Prose } from '../lesson/lesson-blocks.tsx'
import { Button } from '../ui/button.tsx'
import { ActForm } from './acting.tsx'
import { Asked } from './asked.tsx'
import { leftText, minutesText } from './words.ts'

type NowProps = {
  agenda: readonly RunPart[]
  state: RunState
  now: number
  module: RunModule | undefined
  isOver: boolean
}

/** The part that runs: what is left of it, what to say, what people ask, and what comes then. */
export function NowPart({ agenda, state, now, module, isOver }: NowProps) {
  const part = agenda[state.at]
  const next = agenda[state.at + 1]
  if (!part) return null
  return (
    <section className="run-now" aria-labelledby="now-title">
      <header className="run-now-head">
        <div>
          <p className="over">
            {isOver ? 'It ended at' : 'Now,'} part {state.at + 1} of {agenda.length}
          </p>
          <h2 id="now-title" className="h1">
            {part.title}
          </h2>
        </div>
        {!isOver && <Remaining state={state} now={now} />}
      </header>
      <Used state={state} now={now} />
      <Talking nodes={part.nodes} />
      {module && <Asked module={module} />}
      {next && !isOver && (
        <div className="run-then">
          <p className="over">Then, {state.minutes[state.at + 1]} min</p>
          <p>
            <b>{next.title}</b>
          </p>
        </div>
      )}
      {!isOver && <NowActs state={state} next={next} />}
    </section>
  )
}

function Remaining({ state, now }: { state: RunState; now: number }) {
  const { time, over } = leftText(leftMs(state, now))
  return (
    <p className={over ? 'run-remain is-over' : 'run-remain'}>
      <b className="num">{time}</b>
      <span>{state.pausedAt ? 'left, paused' : over ? 'over its time' : 'left'}</span>
    </p>
  )
}

function Used({ state, now }: { state: RunState; now: number }) {
  const minutes = state.minutes[state.at] ?? 1
  const used = usedMs(state, now)
  const share = Math.min(100, (used / (minutes * 60_000)) * 100)
  return (
    <span className="track" role="img" aria-label={`${minutesText(used)} of ${minutes} used`}>
      <i style={{ width: `${share.toFixed(1)}%` }} />
    </span>
  )
}

function Talking({ nodes }: { nodes: readonly PlaybookNode[] }) {
  if (nodes.length === 0) return null
  const says = nodes.flatMap((node) => ('say' in node ? node.say : []))
  return (
    <>
      {says.length > 0 && <h3>Say</h3>}
      {says.map((html) => (
        <div key={html} className="run-say">
          <Prose html={html} />
        </div>
      ))}
      {nodes.some((node) => !('say' in node)) && <h3>Do</h3>}
      {nodes.map((node, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the nodes of an agenda never change their order
        <Other key={place} node={node} />
      ))}
    </>
  )
}

function Other({ node }: { node: PlaybookNode }) {
  if ('html' in node) return <Prose html={node.html} />
  if ('checklist' in node) {
    const items = node.checklist.items.map(({ html }) => `<li>${html}</li>`).join('')
    return <Prose html={`<ul>${items}</ul>`} />
  }
  if ('video' in node) return <p className="small muted">Film: {node.video.title}, in the playbook.</p>
  return null
}

function NowActs({ state, next }: { state: RunState; next: RunPart | undefined }) {
  const { version } = state
  const act = (kind: string, label: string, primary = false) => (
    <ActForm act={{ kind, version }}>
      <Button type="submit" kind={primary ? 'primary' : 'outlined'} large {...(primary ? { iconAfter: 'next' } : {})}>
        {label}
      </Button>
    </ActForm>
  )
  return (
    <div className="btn-row run-acts">
      {next && act('next', `Next: ${next.title}`, true)}
      {act('more', 'Two more minutes')}
      {act(state.pausedAt ? 'resume' : 'pause', state.pausedAt ? 'Go on' : 'Pause')}
      {state.at > 0 && act('back', 'Back')}
    </div>
  )
}
