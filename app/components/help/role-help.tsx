import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { ROLES, type Role } from '#app/domain/identity/viewer.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { paths } from '#app/http/paths.ts'
import { SectionHead } from '../ui/head.tsx'

type Answer = { asks: string; says: ReactNode }

/** The questions that somebody in a role asks first. */
const ANSWERS: Record<Role, { title: string; answers: Answer[] }> = {
  learner: {
    title: 'If you learn',
    answers: [
      {
        asks: 'What do I have to do?',
        says: (
          <>
            <Link to={paths.home()}>Home</Link> names your next step, with one button, and under it everything that is
            due before each milestone. What is not listed there, nobody asks of you.
          </>
        ),
      },
      {
        asks: 'When is a module complete?',
        says: 'Each module says beside its text what completes it, before you begin. Whatever is missing is named. You can leave at any time; what you did is kept.',
      },
      {
        asks: 'Does anybody see how fast I am?',
        says: (
          <>
            No. The clock compares the new product with the old one.{' '}
            <Link to={paths.measured()}>What is measured, and who sees it</Link>
          </>
        ),
      },
      {
        asks: 'I am stuck in a lab.',
        says: 'Choose “I am stuck” under the practice screen: you get a hint. If that does not help, ask your champion from the same place. You can also give up and start again as often as you like; one success is enough.',
      },
      {
        asks: 'Something is unclear, missing or wrong.',
        says: (
          <>
            Choose “Something unclear?” beside the heading. Mark the words first if it is about them. The answer comes
            to <Link to={paths.reports()}>My reports</Link>, and as a notice.
          </>
        ),
      },
      {
        asks: 'I want to look something up while I practise.',
        says: (
          <>
            Choose “Quick references” under a module’s title, or press <kbd>q</kbd>: they open over the page, and what
            you are doing stays as it is. Those that you pin stand first, and{' '}
            <Link to={paths.quickReferencesPrint()}>fit on one sheet of paper</Link>.
          </>
        ),
      },
      {
        asks: 'Can I show what I completed?',
        says: (
          <>
            The <Link to={paths.transcript()}>transcript</Link> has a certificate for each completion, and for a
            milestone once all of it is complete. It carries an address at which anybody may verify it.
          </>
        ),
      },
      {
        asks: 'My connection is gone.',
        says: 'Go on. What you do is kept in this browser and sent when you are back. Do not sign out before that: you would be asked whether to lose it.',
      },
      {
        asks: 'I had completed this module, and now it wants something again.',
        says: 'A part of it has changed. Only that part is asked of you, and the page says which. You stay complete meanwhile.',
      },
    ],
  },
  champion: {
    title: 'If you lead a cohort',
    answers: [
      {
        asks: 'Who needs me?',
        says: (
          <>
            <Link to={paths.cohorts()}>Cohorts</Link> says who asks for help, who has stopped, and at which step. Go to
            them; when it is solved, choose “I have helped”.
          </>
        ),
      },
      {
        asks: 'How do I run a session?',
        says: (
          <>
            Read the <Link to={paths.playbooks()}>playbook</Link>: what to prepare, what to say, how long each part
            takes. Tick its lists as you go, or print it.
          </>
        ),
      },
      {
        asks: 'Everybody asks me the same.',
        says: (
          <>
            The <Link to={`${paths.playbooks()}#templates`}>support templates</Link> answer the usual questions in words
            that you can copy and send.
          </>
        ),
      },
      {
        asks: 'Why do I not see how long people take?',
        says: 'Because it would make them hurry. You see what they have done, what is missing, and who seems stuck.',
      },
    ],
  },
  trainer: {
    title: 'If you follow adoption',
    answers: [
      {
        asks: 'Where do the figures come from?',
        says: (
          <>
            From what people do in the modules. <Link to={paths.adoption()}>Adoption</Link> shows with each figure how
            many people it counts; <Link to={paths.measured()}>each figure is defined once</Link>, and the page and its
            CSV file agree.
          </>
        ),
      },
      {
        asks: 'Why is a row withheld?',
        says: 'It would show the times or errors of fewer than five people. Choose a larger group, or more weeks.',
      },
      {
        asks: 'What is somebody still missing?',
        says: (
          <>
            Find them under <Link to={paths.people()}>People</Link>: each module with what is met and what is missing,
            as they read it themselves.
          </>
        ),
      },
      {
        asks: 'Who writes what champions send, and who is ready to lead a cohort?',
        says: (
          <>
            You edit the <Link to={`${paths.playbooks()}#templates`}>support templates</Link>, and sign off{' '}
            <Link to={paths.champions()}>champions</Link> once their five steps are done.
          </>
        ),
      },
      {
        asks: 'Can I send somebody what I see?',
        says: 'Yes: the filters are part of the page’s address. Whoever may read adoption sees the same figures there.',
      },
    ],
  },
  lead: {
    title: 'If you lead the migration',
    answers: [
      {
        asks: 'Is a milestone ready?',
        says: (
          <>
            <Link to={paths.milestones()}>Milestones</Link> says it in a sentence, and shows each gate with its measured
            value. A gate that cannot be measured yet is not met.
          </>
        ),
      },
      {
        asks: 'A gate will not be met in time.',
        says: 'Waive it: with a reason, somebody who answers for it, and a day on which the waiver ends. It stays on record, and so does the value.',
      },
      {
        asks: 'What happens when I change a milestone’s state?',
        says: 'The values of its gates are frozen with the change, your name and the time. Later they show what was known on that day.',
      },
      {
        asks: 'Where do reports of confusion go?',
        says: (
          <>
            To <Link to={paths.confusion()}>Confusion</Link>: reports about the same thing lie together. Answer once,
            and everybody in it is told. Say what was fixed; they are asked whether it helped.
          </>
        ),
      },
      {
        asks: 'How do I publish changed content?',
        says: (
          <>
            <Link to={paths.publish()}>Publish</Link> shows first what is new and whom it asks to do what. Of a changed
            module you choose what people who completed it do again. A file with an error stays out, and people keep its
            last good release.
          </>
        ),
      },
      {
        asks: 'Who decides what is on whose list?',
        says: (
          <>
            The assignments of each <Link to={paths.milestones()}>milestone</Link>: you add, change and end them, and
            see before whom it asks. For one person, find them under <Link to={paths.people()}>People</Link>: waive a
            module or give more time.
          </>
        ),
      },
    ],
  },
  admin: {
    title: 'If you administer Gangway',
    answers: [
      {
        asks: 'How do people get in?',
        says: (
          <>
            Add them in <Link to={adminPaths.adminPeople()}>Admin</Link>, one by one or from a file. You see what would
            change before anything does, and errors by line. Each gets an invitation by mail.
          </>
        ),
      },
      {
        asks: 'Who has learned what is not my business. Right?',
        says: 'Right. You see people, their roles and groups, and who changed what; not how they learn.',
      },
      {
        asks: 'Mail does not arrive.',
        says: (
          <>
            <Link to={adminPaths.adminMail()}>Mail</Link> shows what was sent and what was not. Without a mail server
            everything is kept there; links that sign somebody in are masked.
          </>
        ),
      },
      {
        asks: 'Who did that?',
        says: (
          <>
            The <Link to={adminPaths.adminAudit()}>audit log</Link> has every change of role, plan or content, with
            before and after. Nobody can change it.
          </>
        ),
      },
    ],
  },
}

/** What helps, for the person's own roles first. */
export function RoleHelp({ roles }: { roles: readonly Role[] }) {
  const own = ROLES.filter((role) => roles.includes(role))
  const others = ROLES.filter((role) => !roles.includes(role))
  return [...own, ...others].map((role) => (
    <section className="section" key={role} aria-labelledby={role}>
      <SectionHead id={role} title={ANSWERS[role].title} />
      <ul className="answers">
        {ANSWERS[role].answers.map(({ asks, says }) => (
          <li key={asks}>
            <h3>{asks}</h3>
            <p>{says}</p>
          </li>
        ))}
      </ul>
    </section>
  ))
}
