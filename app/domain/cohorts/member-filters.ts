import { addDays, type LocalDay } from '../migrations/local-days.ts'

/** As much of a member as lists are chosen and put in order by. */
type Listed = {
  name: string
  milestones: Readonly<Record<string, { asked: number; done: number }>>
  overdue: number
  lastActive: LocalDay | null
  begun: readonly { sign: string | null }[]
  help: readonly unknown[]
}

/** Whom a champion wants to see. Nothing here tells who is fast. */
export const SHOWN = {
  help: 'Ask for help',
  stuck: 'Seem stuck',
  overdue: 'Have something overdue',
  'not-started': 'Have not started',
  quiet: 'Not active for a week',
} as const
export const ORDERS = {
  name: 'Name',
  help: 'Asks for help first',
  overdue: 'Most overdue first',
  active: 'Longest away first',
} as const

type Shown = keyof typeof SHOWN
type Order = keyof typeof ORDERS

export type MemberFilters = {
  show: Shown | undefined
  /** the slug of a milestone that is not complete */
  milestone: string | undefined
  order: Order
}

/** The filters as they stand in an address; what is not understood is left out. */
export function memberFiltersIn(asked: URLSearchParams): MemberFilters {
  const [show, order] = [asked.get('show') ?? '', asked.get('order') ?? '']
  return {
    show: isOf(SHOWN, show) ? show : undefined,
    milestone: asked.get('milestone') || undefined,
    order: isOf(ORDERS, order) ? order : 'name',
  }
}

const isOf = <Key extends string>(of: Record<Key, string>, key: string): key is Key => Object.hasOwn(of, key)

const QUIET_DAYS = 7

const HOLDS: Record<Shown, (member: Listed, today: LocalDay) => boolean> = {
  help: ({ help }) => help.length > 0,
  stuck: ({ begun }) => begun.some(({ sign }) => sign !== null),
  overdue: ({ overdue }) => overdue > 0,
  'not-started': ({ milestones, begun }) =>
    begun.length === 0 && Object.values(milestones).every(({ done }) => done === 0),
  quiet: ({ lastActive }, today) => lastActive === null || lastActive < addDays(today, -QUIET_DAYS),
}

/** The members whom the filters leave, in their order; those of equal rank stay by name, as they came. */
export function chosenMembers<Member extends Listed>(
  members: readonly Member[],
  { show, milestone, order }: MemberFilters,
  today: LocalDay,
): Member[] {
  const left = members.filter((member) => {
    const progress = milestone === undefined ? undefined : member.milestones[milestone]
    const isOpen = milestone === undefined || (progress !== undefined && progress.done < progress.asked)
    return isOpen && (show === undefined || HOLDS[show](member, today))
  })
  return left.toSorted(BY[order])
}

const BY: Record<Order, (one: Listed, other: Listed) => number> = {
  name: () => 0,
  help: (one, other) => other.help.length - one.help.length,
  overdue: (one, other) => other.overdue - one.overdue,
  active: (one, other) => (one.lastActive ?? '').localeCompare(other.lastActive ?? ''),
}
