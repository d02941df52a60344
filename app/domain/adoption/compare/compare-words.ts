import { inWords, percent, ratio, sentence } from '#app/components/format.ts'
import type { ComparedBy } from './compare-input.ts'
import type { Comparison } from './comparison.server.ts'
import type { ComparedShare, Verdict } from './verdicts.ts'

/** What is compared, as a choice. */
export const COMPARE_WORDS: Record<ComparedBy, { label: string; side: string; two: string }> = {
  audience: { label: 'Audiences', side: 'audience', two: 'two audiences' },
  cohort: { label: 'Cohorts', side: 'cohort', two: 'two cohorts' },
  release: { label: 'Releases', side: 'release', two: 'two releases of a module' },
  weeks: { label: 'Weeks', side: 'time', two: 'two times of four weeks' },
}

/** What a share is called, and the people behind what is missing of it: a need, as the page of people has it. */
export const SHARE_WORDS: Record<ComparedShare['of'], { name: string; need: string | null }> = {
  completion: { name: 'Complete', need: 'not complete' },
  upToDate: { name: 'Up to date', need: 'to refresh' },
  coverage: { name: 'Came to a session', need: null },
  overdue: { name: 'Overdue', need: 'overdue' },
}

type Titled = Pick<Comparison, 'asked' | 'sides' | 'why' | 'shares'> & { tasks: readonly { verdict: Verdict | null }[] }

/** "Two of five tasks take longer for AP daily than for AP occasional". */
export function comparisonTitle({ asked, sides, why, shares, tasks }: Titled): string {
  const { side, two } = COMPARE_WORDS[asked.by]
  if (sides === null) {
    if (why === 'the same') return `Choose another ${side} to compare with`
    return why === 'no such' ? `There is no such ${side} here` : `Choose ${two} to compare`
  }
  const [a, b] = sides.map(({ label }) => placeOf(asked.by, label)) as [string, string]
  if (asked.by === 'cohort') return cohortsTitle(shares, sides[0].label, sides[1].label)
  const told = tasks.filter(({ verdict }) => verdict && verdict.change !== 'unknown')
  const [longer, less] = (['slower', 'faster'] as const).map(
    (change) => told.filter(({ verdict }) => verdict?.change === change).length,
  ) as [number, number]
  if (told.length === 0) return `Not enough data to compare task times ${a} and ${b}`
  if (longer + less === 0) return `No difference of task times can be told ${a} and ${b}`
  const [many, where, than] = longer > 0 ? [longer, a, b] : [less, b, a]
  const besides = longer > 0 && less > 0 ? `, and ${inWords(less)} less` : ''
  return `${countOf(many, told.length)} longer ${where} than ${than}${besides}`
}

const countOf = (many: number, all: number): string => {
  const verb = many === 1 ? 'takes' : 'take'
  return all === 1
    ? 'The one task that can be compared takes'
    : `${sentence(inWords(many))} of ${inWords(all)} tasks ${verb}`
}

const PLACES: Record<ComparedBy, string> = { audience: 'for', cohort: 'in', release: 'in release', weeks: 'in' }
const placeOf = (by: ComparedBy, label: string): string => `${PLACES[by]} ${label}`

function cohortsTitle(shares: readonly ComparedShare[], a: string, b: string): string {
  const completion = shares.find(({ of }) => of === 'completion')
  if (!completion || completion.a.whole + completion.b.whole === 0) return `Nobody of ${a} or ${b} is assigned here`
  const text = ({ part, whole }: ComparedShare['a']) => percent(part, whole)
  const { move } = completion
  const told = move === 'neither' ? ': no difference that can be told' : ''
  return `${text(completion.a)} of ${a} and ${text(completion.b)} of ${b} are complete${told}`
}

/** What may be said of the first side's time against the other's. */
export function verdictText({ change, ratio: times }: Verdict): string {
  const by = times === null ? '' : `${ratio(times)}: `
  return `${by}${VERDICTS[change]}`
}

const VERDICTS: Record<Verdict['change'], string> = {
  slower: 'longer, the intervals do not touch',
  faster: 'shorter, the intervals do not touch',
  'none told': 'no difference that can be told, the intervals overlap',
  unknown: 'not enough data to tell a difference',
}

/** What may be said of the first side's share. */
export const MOVES: Record<ComparedShare['move'], string> = {
  more: 'More',
  less: 'Fewer',
  neither: 'No difference that can be told',
}

/** Why there is no verdict, where there is none. */
export const UNJUDGED: Record<ComparedBy, string> = {
  audience: '',
  cohort: 'No verdict: cohorts are not ranked by speed.',
  release: 'No verdict: the task was another one then.',
  weeks: '',
}
