import type { ReactNode } from 'react'
import type { PersonInRoom } from '#app/domain/cohorts/running/practice.server.ts'
import type { PracticeState } from '#app/domain/cohorts/running/practice.ts'
import { listed } from '../format.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { ActForm } from './acting.tsx'

/** How everybody in the room gets on, in order of name: state and step, no clock, no order of finishing. */
export function PracticeBoard({ people, isPractice }: { people: readonly PersonInRoom[]; isPractice: boolean }) {
  const away = people.filter(({ state }) => state.is === 'not here')
  const here = people.filter(({ state }) => state.is !== 'not here')
  return (
    <section id="people" aria-labelledby="people-title">
      <div className="section-head">
        <h2 id="people-title">{isPractice ? 'Practice' : 'In the room'}</h2>
        <p>In order of name, live</p>
      </div>
      {here.length === 0 && <p className="small muted">Nobody has checked in yet.</p>}
      <ul className="run-board">
        {here.map((person) => (
          <Person key={person.id} person={person} isPractice={isPractice} />
        ))}
        {away.length > 0 && (
          <li className="is-away">
            <b>{listed(away.map(({ name }) => name))}</b>
            <Mark icon="open" tone="plain">
              Not here
            </Mark>
          </li>
        )}
      </ul>
    </section>
  )
}

function Person({ person: { name, guest, state }, isPractice }: { person: PersonInRoom; isPractice: boolean }) {
  const asks = state.is === 'help'
  const where = whereOf(state)
  return (
    <li className={asks ? (state.takenBy ? 'is-taken' : 'is-help') : state.is === 'quiet' ? 'is-quiet' : undefined}>
      <b>
        {name}
        {guest && <span className="muted"> (guest)</span>}
      </b>
      {isPractice || asks ? (
        <StateMark state={state} />
      ) : (
        <Mark icon="met" tone="good">
          Here
        </Mark>
      )}
      {(isPractice || asks) && where && <span className="run-where">{where}</span>}
      {asks && <HelpActs name={name} state={state} />}
    </li>
  )
}

function whereOf(state: PracticeState): string | null {
  if (state.is === 'help') return [state.where, state.words && `“${state.words}”`].filter(Boolean).join('. ')
  return 'where' in state ? state.where : null
}

function HelpActs({ name, state }: { name: string; state: Extract<PracticeState, { is: 'help' }> }) {
  const { request, takenBy, isMine } = state
  const act = (kind: string, label: string, button = false) => (
    <ActForm act={{ kind, request }}>
      <button type="submit" className={button ? 'btn' : 'link-btn'} aria-label={`${label}: ${name}`}>
        {label}
      </button>
    </ActForm>
  )
  return (
    <div className="run-help">
      {takenBy === null && act('take', 'I am on it', true)}
      {takenBy !== null && !isMine && <span className="small">{takenBy} is on it</span>}
      {isMine && <span className="small">You are on it</span>}
      {takenBy !== null && act('helped', 'Helped', isMine)}
      {isMine && act('leave', 'Let go')}
    </div>
  )
}

const MARKS: Record<PracticeState['is'], [IconName, string, string]> = {
  help: ['help', 'bad', 'Asks for help'],
  done: ['met', 'good', 'Done'],
  working: ['working', 'on', 'Working'],
  reading: ['lesson', 'on', 'Reading'],
  quiet: ['answerClock', 'warn', 'Quiet'],
  stopped: ['late', 'warn', 'Stopped'],
  'not started': ['open', 'plain', 'Not started'],
  'not here': ['open', 'plain', 'Not here'],
}

function StateMark({ state }: { state: PracticeState }) {
  const [icon, tone, words] = MARKS[state.is]
  const isStep = state.is === 'working' && state.step !== null
  return (
    <Mark icon={icon} tone={tone}>
      {isStep ? `Step ${state.step}${state.steps === null ? '' : ` of ${state.steps}`}` : words}
    </Mark>
  )
}

function Mark({ icon, tone, children }: { icon: IconName; tone: string; children: ReactNode }) {
  return (
    <span className={`mark is-${tone}`}>
      <Icon name={icon} small />
      {children}
    </span>
  )
}
