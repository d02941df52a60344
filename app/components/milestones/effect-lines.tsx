import type { EffectCounts } from '#app/domain/modules/assignment-effects.ts'
import { dayText } from '../dates.ts'
import { counted } from '../format.ts'

/** Whom a change of assignments asks newly or no longer, a line each. */
export function EffectLines({ effect, today }: { effect: EffectCounts; today: string }) {
  return (
    <ul className="lines effect" aria-label="What this does">
      {effectWords(effect, today).map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

export function effectWords(
  { newlyAsked, noLongerAsked, newlyOffered, moved, done, due }: EffectCounts,
  today: string,
) {
  const people = (count: number) => counted(count, 'person', 'people')
  const asked = newlyAsked > 0 && `${people(newlyAsked)} ${newlyAsked === 1 ? 'is' : 'are'} asked for it newly.`
  const complete =
    done > 0 &&
    `${done === newlyAsked ? 'All' : done} of them completed it already and ${done === 1 ? 'has' : 'have'} nothing to do.`
  const lines = [
    asked && (complete ? `${asked} ${complete}` : asked),
    newlyOffered > 0 && `It is offered to ${people(newlyOffered)}, and due for nobody.`,
    noLongerAsked > 0 &&
      `${people(noLongerAsked)} ${noLongerAsked === 1 ? 'is' : 'are'} no longer asked for it. What they did is kept.`,
    moved > 0 && `For ${people(moved)} it is due on another day.`,
    due &&
      `Due ${due.first === due.last ? dayText(due.first, today) : `between ${dayText(due.first, today)} and ${dayText(due.last, today)}`}.`,
  ].filter((line) => typeof line === 'string')
  return lines.length > 0 ? lines : ['Nobody is asked for anything else than before.']
}
