import { Link } from 'react-router'
import { type ChampionStep, type StepPlace, stepNames } from '#app/domain/cohorts/champion-steps.ts'
import { paths } from '#app/http/paths.ts'
import { StatusMark } from '../ui/status-mark.tsx'
import './champions.css'

type StepListProps = {
  steps: readonly ChampionStep[]
  /** whether each leads to where it is done: only for the champion */
  linked: boolean
}

/** The five steps of becoming a champion; what shows that one is done stands beside it. */
export function StepList({ steps, linked }: StepListProps) {
  return (
    <ol className="champion-steps">
      {steps.map(({ name, done, words, place }) => (
        <li key={name}>
          <StatusMark state={done ? 'done' : 'open'}>{done ? 'Done' : 'Open'}</StatusMark>
          <div>
            {linked && place ? <Link to={placeOf(place)}>{stepNames[name]}</Link> : <b>{stepNames[name]}</b>}
            <span className="sub">{words}</span>
          </div>
        </li>
      ))}
    </ol>
  )
}

function placeOf(place: StepPlace): string {
  if ('module' in place) return paths.module(place.module, place.block)
  if ('cohort' in place) return paths.cohort(place.cohort)
  if ('playbook' in place) return paths.playbook(place.playbook)
  if ('newSession' in place) return paths.newSession(place.newSession)
  return paths.playbooks()
}
