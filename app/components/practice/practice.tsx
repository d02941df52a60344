import type { ModulePage } from '#app/domain/progress/standing.ts'
import type { CompletionRule } from '#app/lessons/rule.ts'
import type { NestedBlock } from '../lesson/lesson-blocks.tsx'
import { CheckTask } from './check-task.tsx'
import { LabTask } from './lab-task.tsx'
import { OutsideTask } from './outside-task.tsx'
import type { TaskPlace } from './use-attempt.ts'
import { VideoTask } from './video-task.tsx'

type PracticeProps = {
  block: NestedBlock
  place: TaskPlace
  /** how each of the module's blocks stands, by block */
  states: Pick<ModulePage, 'tasks' | 'checks' | 'videos' | 'keptAs'>
  /** of its module */
  rule: CompletionRule
  products: { oldProduct: string; newProduct: string }
  language: string
  onAskForHelp: () => void
}

/** A block that is acted on: a check, a film, a task outside, a lab. */
export function Practice({ block, place, states, rule, products, language, onAskForHelp }: PracticeProps) {
  const { id, title } = block
  if (block.kind === 'check') {
    return (
      <CheckTask
        key={place.releaseId}
        place={place}
        keptAs={states.keptAs[id] ?? `${place.releaseId}:${id}`}
        title={title}
        check={block.definition}
        state={states.checks[id]}
        mark={markOf(rule, id)}
      />
    )
  }
  if (block.kind === 'video') {
    return (
      <VideoTask
        place={place}
        title={title}
        video={block.definition}
        state={states.videos[id]}
        language={language}
        share={shareOf(rule, id)}
      />
    )
  }
  if (block.definition.setting === 'outside') {
    return (
      <OutsideTask
        place={place}
        title={title}
        task={block.definition}
        state={states.tasks[id]}
        oldProduct={products.oldProduct}
      />
    )
  }
  return (
    <LabTask
      place={place}
      title={title}
      lab={block.definition}
      state={states.tasks[id]}
      guidedCounts={rule.guided}
      {...products}
      onAskForHelp={onAskForHelp}
    />
  )
}

/** The share that a check must reach; null where the module asks for something else. */
function markOf({ requirements }: CompletionRule, check: string): number | null {
  const requirement = requirements.find((one) => one.need === 'check' && one.block === check)
  return requirement?.need === 'check' ? requirement.mark : null
}

/** The share of a film that must be watched; null where the module asks for something else. */
function shareOf({ requirements }: CompletionRule, film: string): number | null {
  const requirement = requirements.find((one) => one.need === 'video' && one.block === film)
  return requirement?.need === 'video' ? requirement.share : null
}
