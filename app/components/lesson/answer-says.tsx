import type { Told } from '#app/domain/practice/judging.ts'
import { Icon } from '../ui/icon.tsx'

/** What is told about one thing that was given, under it. */
export function AnswerSays({ told }: { told: Pick<Told, 'right' | 'says'> | undefined }) {
  if (!told) return null
  return (
    <p className={`check-says ${told.right ? 'is-good' : 'is-bad'}`}>
      <Icon name={told.right ? 'met' : 'unmet'} small />
      <span>
        {verdictOn(told)} {told.says}
      </span>
    </p>
  )
}

/** What is told first; an author who begins with "Right" has said it already. */
function verdictOn({ right, says }: Pick<Told, 'right' | 'says'>): string | null {
  if (!right) return 'Not right.'
  return says?.startsWith('Right') ? null : 'Right.'
}
