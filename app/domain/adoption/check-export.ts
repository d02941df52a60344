import type { CheckRow, ChecksLookedAt } from './check-figures.server.ts'
import type { QuestionFigures } from './item-analysis.ts'

/**
 * One figure of a check, a question or an answer, at first submissions. `figure` is `score`, `passed`, `facility`,
 * `discrimination` or `answered`; shares are per cent, `answered` counts people.
 */
export type CheckFigureRow = {
  milestone: string
  audience: string
  cohort: string
  since: string
  until: string
  module: string
  check: string
  release: string
  question: string
  answer: string
  right: '' | 'yes' | 'no'
  figure: string
  value: number | null
  low: number | null
  high: number | null
  n: number | null
  note: string
}

/** Everything that the pages of checks show, one figure a row. */
export function checkRows(looked: ChecksLookedAt): CheckFigureRow[] {
  return looked.checks.flatMap((check) => rowsOf(looked, check))
}

function rowsOf({ milestone, scope, since, today }: ChecksLookedAt, check: CheckRow): CheckFigureRow[] {
  const row = (figure: Partial<CheckFigureRow> & { figure: string }): CheckFigureRow => ({
    ...{ milestone: milestone.slug, audience: scope.audience?.slug ?? 'everyone', cohort: scope.cohort?.name ?? '' },
    ...{ since: since ?? '', until: today, module: check.moduleSlug, check: check.blockId, release: check.label },
    ...{ question: '', answer: '', right: '' as const, value: null, low: null, high: null, n: null, note: '' },
    ...figure,
  })
  const { figures } = check
  if (figures.told !== 'figures') {
    return [
      row({ figure: 'score', ...(figures.told === 'none' ? { n: 0 } : { note: 'withheld: fewer than five people' }) }),
    ]
  }
  const { people, score, passed, questions } = figures
  return [
    row({ figure: 'score', value: score * 100, n: people }),
    ...(passed === null ? [] : [row({ figure: 'passed', value: (passed / people) * 100, n: people })]),
    ...questions.flatMap((question) => questionRows(question).map(row)),
  ]
}

function questionRows(of: QuestionFigures): (Partial<CheckFigureRow> & { figure: string })[] {
  const { question, people, facility, interval, discrimination, answers } = of
  const about = { question: question.id, n: people }
  const per100 = (share: number | null | undefined) => (share === null || share === undefined ? null : share * 100)
  return [
    {
      ...about,
      figure: 'facility',
      value: per100(facility),
      low: per100(interval?.low),
      high: per100(interval?.high),
    },
    { ...about, figure: 'discrimination', value: discrimination },
    ...answers.map(({ html, words, right, people: chosen }) => ({
      ...about,
      figure: 'answered',
      answer: [html && plainOf(html), words].filter(Boolean).join(': '),
      right: right ? ('yes' as const) : ('no' as const),
      value: chosen,
    })),
  ]
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&', '#x26': '&', '#x3C': '<' }

/** The words of an author's sanitised text. */
function plainOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .trim()
}
