import { METRICS } from '../definitions.ts'

/** What can be watched. `unit` as files of figures have it; `of`: whose, or of what, it is taken. */
const WATCHED = {
  completion: { unit: '%', of: 'people' },
  upToDate: { unit: '%', of: 'people' },
  coverage: { unit: '%', of: 'people' },
  overdue: { unit: 'people', of: 'people' },
  taskRatio: { unit: '×', of: 'task' },
  taskErrors: { unit: 'per attempt', of: 'task' },
  confusion: { unit: 'per 100 people', of: 'milestone' },
  criticalErrors: { unit: 'per attempt', of: 'milestone' },
} as const

export type AlertMetric = keyof typeof WATCHED

export const ALERT_METRICS = Object.keys(WATCHED) as [AlertMetric, ...AlertMetric[]]

export const unitOf = (metric: AlertMetric): string => WATCHED[metric].unit
/** Whether it is taken of one task. */
export const isOfTask = (metric: AlertMetric): boolean => WATCHED[metric].of === 'task'

/** Whether it can be that of an audience or a cohort; else it is always measured of everybody. */
export const isOfGroups = (metric: AlertMetric): boolean => WATCHED[metric].of !== 'milestone'

/** Whether it divides by a time in the old product, so that its task must have one. */
export const isCompared = (metric: AlertMetric): boolean => metric === 'taskRatio'

export const metricName = (metric: AlertMetric): string => METRICS[metric].name
