import type { Guide } from '#app/domain/practice/lab-guide.ts'
import { labActionId, labFieldId, labGuideId } from '../lesson/lab-handlers.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { guideWords } from './guide-words.ts'

/** Guided mode above the practice screen: the next control in words, read aloud as they change, and the way to it. */
export function LabGuide({ guide, prefix }: { guide: Guide | null; prefix: string }) {
  const goThere = () => {
    const id = guide && idOf(guide, prefix)
    if (id) document.getElementById(id)?.focus()
  }
  return (
    <div className="lab-guide">
      <p role="status">
        <Icon name="tip" small />
        <span id={labGuideId(prefix)}>
          <b>Next.</b> {guideWords(guide)}
        </span>
      </p>
      {guide && (
        <Button kind="quiet" onClick={goThere}>
          Go there
        </Button>
      )}
    </div>
  )
}

function idOf(guide: Guide, prefix: string): string {
  return guide.control === 'field' ? labFieldId(prefix, guide.field.name) : labActionId(prefix, guide.action.id)
}
