import { Button, LinkButton } from '#app/components/ui/button.tsx'
import { MilestoneRoute, type Stop } from '#app/components/ui/milestone-route.tsx'
import { Problem, Skeleton } from '#app/components/ui/problem.tsx'
import { Bullet, Progress } from '#app/components/ui/progress.tsx'
import { StatusMark, Tag } from '#app/components/ui/status-mark.tsx'
import { Toast } from '#app/components/ui/toast.tsx'
import { Shown } from './shown.tsx'

const stops: readonly Stop[] = [
  {
    key: 'pilot',
    name: 'Pilot',
    state: 'closed',
    when: 'Closed, 4 May',
    to: '/milestones/pilot',
    progress: { done: 5, total: 5 },
  },
  {
    key: 'wave-1',
    name: 'Wave 1',
    state: 'live',
    when: 'Live since 13 July',
    to: '/milestones/wave-1',
    progress: { done: 7, total: 7, note: '1 refresher due' },
  },
  {
    key: 'cutover',
    name: 'Cutover',
    state: 'training',
    when: 'Mon 5 Oct, in 20 days',
    to: '/milestones/cutover',
    current: true,
    progress: { done: 2, total: 6 },
  },
  { key: 'back', name: 'Wave 0', state: 'rolled back', when: 'Rolled back' },
  { key: 'release', name: 'Release 2026.3', state: 'planned', when: 'Mon 9 Nov', note: 'Nothing assigned yet' },
]

export function StateParts() {
  return (
    <>
      <Shown name="Status mark">
        <div className="marks">
          <StatusMark state="met">Met, done</StatusMark>
          <StatusMark state="unmet">Not met</StatusMark>
          <StatusMark state="waived">Waived to 28 Sep</StatusMark>
          <StatusMark state="open">Not started</StatusMark>
          <StatusMark state="working">Working, step 3 of 5</StatusMark>
          <StatusMark state="withheld">Withheld</StatusMark>
          <StatusMark state="blocking">Blocking</StatusMark>
          <StatusMark state="major">Major</StatusMark>
          <StatusMark state="minor">Minor</StatusMark>
          <StatusMark state="due soon">Answer due tomorrow</StatusMark>
          <StatusMark state="fixing">Being fixed</StatusMark>
          <StatusMark state="kept">Kept here, not sent yet</StatusMark>
          <Tag>2026.2</Tag>
        </div>
      </Shown>
      <Shown name="Route">
        <MilestoneRoute label="Milestones" stops={stops} today={{ after: 1, share: 0.64, words: 'Today, 15 Sep' }} />
      </Shown>
      <Shown name="Progress" columns={3}>
        <div>
          <Progress done={3} total={8} unit={['module', 'modules']} />
        </div>
        <div>
          <p className="small num">64% against a target of 90%</p>
          <Bullet value={64} target={90} />
        </div>
      </Shown>
      <Shown name="Toast" columns={3}>
        <Toast tone="plain">Your place in the session is kept.</Toast>
        <Toast tone="warn">No connection. Two answers are kept and will be sent.</Toast>
        <Toast tone="bad">
          Not saved: somebody changed this gate at 09:41. <a href="#both">See both</a>
        </Toast>
      </Shown>
      <Shown name="Empty, failing, forbidden, offline" columns={2}>
        <Problem kind="empty" title="Nothing is due" action={<LinkButton to="/library">Practise again</LinkButton>}>
          You are ready for Cutover. Wave 1 and Cutover modules stay open for practice.
        </Problem>
        <Problem kind="failing" title="The figures could not be read" action={<Button>Try now</Button>}>
          The last good ones are from 09:36 and are shown below. We try again every minute.
        </Problem>
        <Problem
          kind="forbidden"
          title="This page is for trainers"
          action={<LinkButton to="/">Back to Home</LinkButton>}
        >
          You are signed in as a learner. Ask Ines Carvalho if you need adoption figures.
        </Problem>
        <Problem kind="offline" title="You are offline">
          Reading and practice go on. Three answers are kept on this device and sent when you are back.
        </Problem>
      </Shown>
      <Shown name="Skeleton">
        <Skeleton
          rows={[
            [38, 9],
            [46, 7],
            [31, 9],
          ]}
        />
      </Shown>
    </>
  )
}
