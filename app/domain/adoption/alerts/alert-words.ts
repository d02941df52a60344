import { dayInWords, type LocalDay } from '#app/domain/migrations/local-days.ts'
import { valueText } from '../reports/report-content.ts'
import { type AlertMetric, metricName, unitOf } from './alert-metrics.ts'
import type { AlertScope } from './alert-scope.ts'

export type Choice = { value: string; label: string }

/** What a rule can be about: names by what addresses call them. `compared`: the tasks with a time in the old product. */
export type AlertChoices = Record<'milestones' | 'audiences' | 'cohorts' | 'tasks' | 'compared', Choice[]>

const nameIn = (choices: readonly Choice[], value: string) =>
  choices.find((choice) => choice.value === value)?.label ?? value

/** Of what a rule is: "Pilot, Approvers". */
export function scopeWords({ milestone, audience, cohort, task }: AlertScope, names: AlertChoices): string {
  const whose = audience ? nameIn(names.audiences, audience) : cohort ? nameIn(names.cohorts, cohort) : 'everyone'
  return [task && nameIn(names.tasks, task), nameIn(names.milestones, milestone), whose].filter(Boolean).join(', ')
}

export const COMPARATOR_WORDS = { '>=': 'at least', '<=': 'at most' } as const

type Rule = { metric: AlertMetric; comparator: '>=' | '<='; threshold: number; forDays: number }

/** When a rule fires: "at most 50% for 3 days". */
export function conditionWords({ metric, comparator, threshold, forDays }: Rule): string {
  const days = forDays === 1 ? '' : ` for ${forDays} days`
  return `${COMPARATOR_WORDS[comparator]} ${valueText(unitOf(metric), threshold)}${days}`
}

type Told = Rule & { scope: AlertScope; value: number; n: number }

/** What its owner is told when a rule fires. */
export function firedWords(told: Told, names: AlertChoices, since: LocalDay): { title: string; words: string } {
  const { metric, value, n, scope } = told
  return {
    title: `${metricName(metric)} is ${valueText(unitOf(metric), value)}: ${scopeWords(scope, names)}.`,
    words: `You asked to be told when it is ${conditionWords(told)}. It is so since ${dayInWords(since)}; n ${n}. You are told again only after it was otherwise.`,
  }
}

/** What a rule that fires says now: "Completion rate is 55%, n 240: Cutover, everyone". */
export function nowWords(
  {
    metric,
    lastValue,
    lastN,
    scope,
  }: Pick<Told, 'metric' | 'scope'> & { lastValue: number | null; lastN: number | null },
  names: AlertChoices,
): string {
  const value = lastValue === null ? 'cannot be told now' : `is ${valueText(unitOf(metric), lastValue)}, n ${lastN}`
  return `${metricName(metric)} ${value}: ${scopeWords(scope, names)}`
}

/** What its owner is told when that is over. */
export function clearedWords(told: Told, names: AlertChoices): { title: string; words: string } {
  const { metric, value, n, scope } = told
  return {
    title: `Over: ${metricName(metric).toLowerCase()} is ${valueText(unitOf(metric), value)}: ${scopeWords(scope, names)}.`,
    words: `It is no longer ${COMPARATOR_WORDS[told.comparator]} ${valueText(unitOf(metric), told.threshold)}; n ${n}.`,
  }
}
