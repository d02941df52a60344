/**
 * What pages know of a person's way through their modules. Types only; `home.server.ts` and `module-page.server.ts`
 * fill them. Instants are UTC, days are those of the migration's time zone.
 */
import type { Lesson, ModuleKind } from '#app/lessons/tree.ts'
import type { LocalDay } from '../migrations/local-days.ts'
import type { PersonException } from '../modules/exceptions.ts'
import type { ToldQuestion } from '../practice/grading.ts'
import type { LabState } from '../practice/lab.ts'
import type { AttemptStanding } from '../practice/timing.ts'
import type { Explained } from './explanation.ts'

export type ModuleStanding = 'not started' | 'started' | 'complete' | 'refresher due'

/**
 * Where a due day comes from: the milestone; the ten days that everybody has from being asked, or from a move; more time
 * for this person; or the ten days from a new release.
 */
export type DueReason = 'milestone' | 'ten days' | 'extended' | 'new release'

/** The last local day on which something is in time. `daysLeft` is 0 on that day, negative when it is late. */
export type Due = { day: LocalDay; daysLeft: number; isLate: boolean; why: DueReason }

/**
 * Where a refresher comes from: the label of the newest completed release, and the blocks to do again by id and title.
 * `isWhole`: the release asks for everything again, changed or not.
 */
export type Refresher = { from: string; blocks: { id: string; title: string }[]; isWhole: boolean }

export type MilestoneName = { slug: string; name: string; date: LocalDay; state: MilestoneStateName }
export type MilestoneStateName = 'planned' | 'training' | 'live' | 'closed' | 'rolled back'

/** One module that a person is asked for, as lists show it. */
export type Step = {
  moduleId: string
  slug: string
  assignmentId: string
  title: string
  kind: ModuleKind
  summary: string | null
  /** about how long; for a refresher, its share of the whole */
  minutes: number
  release: { id: string; label: string }
  milestone: MilestoneName
  due: Due | null
  optional: boolean
  standing: ModuleStanding
  refresher: Refresher | null
  /** everything asked, met or not, in teaching order */
  asked: Explained[]
  /** where to go on: "Continue at block 3 of 5"; null before the start */
  resume: { block: string; title: string; number: number; of: number } | null
}

export type MilestoneProgress = MilestoneName & {
  /** modules that must be completed; optional ones are not counted */
  assigned: number
  complete: number
  refreshersDue: number
}

export type QuickReferenceLink = { slug: string; title: string; summary: string | null; pinned: boolean }

export type Home = {
  today: LocalDay
  audiences: { slug: string; name: string; comfort: 'power' | 'casual' }[]
  /** what to do now: the first of `todo` */
  next: Step | null
  /** what is left, refreshers included, by due date and teaching order */
  todo: Step[]
  /** offered, never due, not complete */
  optional: Step[]
  /** what they need not do, or have more time for, with the reason */
  exceptions: PersonException[]
  assigned: number
  complete: number
  minutesLeft: number
  milestones: MilestoneProgress[]
  quickReferences: QuickReferenceLink[]
}

/** A try at a task that is still running, so that the page goes on where it stopped. */
export type RunningAttempt = {
  id: string
  ordinal: number
  setting: 'lab' | 'outside'
  mode: 'assessed' | 'guided'
  startedAt: Date
  activeMs: number
  pausedMs: number
  /** an outside task that is paused now */
  pausedAt: Date | null
  /** the lab as it stands */
  lab: LabState | null
}

export type TaskState = {
  tries: number
  running: RunningAttempt | null
  /** the newest try that ended or was left; its step of a lab */
  last: {
    id: string
    ordinal: number
    mode: RunningAttempt['mode']
    /** the new product reported it, it was not done from this page */
    reported: boolean
    standing: AttemptStanding
    step: number | null
    steps: number | null
    /** the time that counts, in milliseconds; null if it ended without a finish, or cannot be believed */
    timeMs: number | null
    errors: number
    criticalErrors: number
    hints: number
  } | null
}

/** `last` tells of the questions that were asked at that try, which is the `nth` from 0. */
export type CheckState = {
  tries: number
  best: { right: number; total: number }
  last: { at: Date; nth: number; right: number; total: number; questions: Record<string, ToldQuestion> }
}

/** `position` in seconds, `share` in per cent of the film. */
export type VideoState = { watched: [number, number][]; position: number; share: number }

export type ModulePage = {
  moduleId: string
  slug: string
  release: { id: string; label: string; publishedAt: Date }
  /** the module is not offered to anybody else any more */
  isWithdrawn: boolean
  /** the release that everybody else gets, if this person finishes an attempt on an older one */
  newer: { id: string; label: string } | null
  lesson: Lesson
  /** the assignment that asks for it first; null: found in the library */
  assigned: { milestone: MilestoneName; number: number; of: number; due: Due | null; optional: boolean } | null
  standing: ModuleStanding
  refresher: Refresher | null
  /** what the module builds on and is not complete: it is said, and nothing is locked */
  comesFirst: { slug: string; title: string }[]
  /** what was waived for this person here, or for what they have more time */
  exceptions: PersonException[]
  /** the newest completion of any release */
  completion: { on: LocalDay; label: string } | null
  asked: Explained[]
  /** ids of the blocks that were reached */
  seen: string[]
  /** the block where the person stopped */
  resumeAt: string | null
  tasks: Record<string, TaskState>
  checks: Record<string, CheckState>
  videos: Record<string, VideoState>
  /** where the person first reached a check that is still the same: what they chose in it stays kept under that */
  keptAs: Record<string, string>
  pinned: boolean
  /** what comes after this module */
  next: { slug: string; title: string; minutes: number; kind: ModuleKind; isRefresher: boolean } | null
}
