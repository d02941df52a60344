import { RETENTION_MONTHS } from '#app/domain/practice/limits.ts'
import { LEAST_PEOPLE } from './withholding.ts'

/** Something that is kept of a person, for what, and who sees it. */
export type Recorded = { what: string; why: string; seenBy: string }

/** What is kept of a person's learning, in the reader's own words: told on the page and in docs/metrics.md. */
export const RECORDED: readonly Recorded[] = [
  {
    what: 'The blocks that you reached, the checks that you answered, the films that you watched',
    why: 'So that you go on where you stopped, and are told what is missing.',
    seenBy: 'You. Your champion, the trainers and the migration lead see what is still missing, by state and step.',
  },
  {
    what: 'What you answer in a check, the first time and later',
    why: 'So that you are told what was right, and a question that misleads is found.',
    seenBy:
      'You. The trainers and the migration lead see how many people gave each answer at first, never who; words that you typed only if five people typed the same.',
  },
  {
    what: 'The modules that you completed, when, and in which release',
    why: 'So that nobody asks you twice, and you can show it.',
    seenBy: 'You. Your champion, the trainers and the migration lead see which modules are complete.',
  },
  {
    what: 'Your tries at a task: how long, which errors, which hints, how it ended',
    why: 'To compare the new product with the old one, and to find what is hard in it. Not to compare people.',
    seenBy: `You. Everybody else sees only figures of groups, from ${LEAST_PEOPLE} people on.`,
  },
  {
    what: 'If you are asked for it: your tries at a task in the old product, on the clock less your pauses',
    why: 'To know how long it took there. It is no training, and nothing of yours depends on it.',
    seenBy: `You. Trainers and the migration lead see whether you did it, and the median of your group from ${LEAST_PEOPLE} people on.`,
  },
  {
    what: 'The active time of a try in a lab: while the page is visible and you do something at least once a minute',
    why: 'A phone call or a coffee is not work in the product.',
    seenBy: 'As above. You can hide the clock; it counts all the same.',
  },
  {
    what: 'What you report as unclear, and where; with your name unless you choose otherwise',
    why: 'So that it is answered, and the answer reaches you.',
    seenBy:
      'The migration lead and the trainers. Without your name it carries no try, no browser, and no group under 20 people.',
  },
  {
    what: 'When you ask for help, at which step, and the sessions that you attended',
    why: 'So that somebody comes, and a milestone knows how many people met in a session.',
    seenBy: 'Your champion. The trainers and the migration lead see how many people attended.',
  },
  {
    what: 'In a session that runs: whether you have started what is practised, at which step you are, and that you have gone quiet',
    why: 'So that your champion comes to whoever needs somebody.',
    seenBy:
      'Whoever runs the session, while it runs, in order of name; without any clock. The big screen shows no names.',
  },
]

/** Rules that hold on every page and in every file. */
export const PROTECTION: readonly string[] = [
  `Times, errors and answers of fewer than ${LEAST_PEOPLE} people are withheld, and so is a figure from which those of fewer could be worked out.`,
  `A figure of times changes when ${LEAST_PEOPLE} more people have tried, or at the end of the week: nobody’s try shows in the difference.`,
  'Nobody is ever listed by speed. People are listed by name, with what they have done and what is missing.',
  'A time that cannot be right, for example after the computer slept, is kept, marked, left out of every figure, and counted as left out.',
  `Single steps are kept for ${RETENTION_MONTHS} months. What you completed stays on your record.`,
  'If you leave and ask for it, your name and your words are removed. What remains says nothing about you.',
]
