/** A champion's guide, compiled: shared with the browser, types only. Texts named `html` and `say` are sanitised HTML. */
import type { VideoDefinition } from './definitions.ts'

export type ChecklistItem = { id: string; html: string }

export type Checklist = { id: string; title: string; items: ChecklistItem[] }

export type PlaybookNode =
  | { html: string }
  /** words to say */
  | { say: string }
  | { checklist: Checklist }
  | { video: VideoDefinition & { id: string; title: string } }
  | { agenda: AgendaPart[] }

export type AgendaPart = {
  /** unique in the playbook */
  id: string
  title: string
  minutes: number
  who: string | null
  /** the slug of the module that is worked on */
  module: string | null
  nodes: PlaybookNode[]
}

/** A `##` heading and what follows it; `start` holds what comes before the first. */
export type PlaybookSection = { id: string; title: string; nodes: PlaybookNode[] }

export type Playbook = { title: string; summary: string | null; minutes: number; sections: PlaybookSection[] }

/** Everything in a playbook that can be ticked, in its order. */
export function itemsToTick({ sections }: Playbook): ChecklistItem[] {
  return sections.flatMap(({ nodes }) => itemsIn(nodes))
}

/** The slugs of the modules that its agenda works on. */
export function modulesIn({ sections }: Playbook): string[] {
  return sections.flatMap(({ nodes }) => partsIn(nodes)).flatMap(({ module }) => module ?? [])
}

function itemsIn(nodes: readonly PlaybookNode[]): ChecklistItem[] {
  return nodes.flatMap((node) =>
    'checklist' in node ? node.checklist.items : partsIn([node]).flatMap((part) => itemsIn(part.nodes)),
  )
}

function partsIn(nodes: readonly PlaybookNode[]): AgendaPart[] {
  return nodes.flatMap((node) => ('agenda' in node ? node.agenda : []))
}
