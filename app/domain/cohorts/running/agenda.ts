/** The agenda that a session is run by, from the playbook that its cohort works with. Pure. */
import type { AgendaPart, Playbook, PlaybookNode } from '#app/lessons/playbook.ts'
import type { RunPart } from './run.ts'

/** The parts of a playbook's agenda in their order; a session without any is one part, as long as itself. */
export function agendaOf(playbook: Playbook | null, session: { title: string; minutes: number }): RunPart[] {
  const parts = (playbook?.sections ?? []).flatMap(({ nodes }) => partsIn(nodes)).filter(({ minutes }) => minutes > 0)
  if (parts.length === 0) {
    return [{ id: 'session', title: session.title, minutes: session.minutes, who: null, module: null, nodes: [] }]
  }
  return parts.map(({ id, title, minutes, who, module, nodes }) => ({ id, title, minutes, who, module, nodes }))
}

const partsIn = (nodes: readonly PlaybookNode[]): AgendaPart[] =>
  nodes.flatMap((node) => ('agenda' in node ? node.agenda : []))
