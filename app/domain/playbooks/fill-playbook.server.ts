import type { Playbook, PlaybookNode } from '#app/lessons/playbook.ts'
import { fillTemplate, type TemplateValues } from './fill-template.ts'
import { asHtml } from './message.server.ts'

/** A playbook with its `{{places}}` filled; what nobody knows yet is marked as open. Values are text, never HTML. */
export function filledPlaybook(playbook: Playbook, values: TemplateValues): Playbook {
  const text = (words: string) => fillTemplate(words, values)
  const html = (words: string) => fillTemplate(words, values, asHtml)
  const node = (one: PlaybookNode): PlaybookNode => {
    if ('html' in one) return { html: html(one.html) }
    if ('say' in one) return { say: html(one.say) }
    if ('video' in one) return one
    if ('agenda' in one) {
      return { agenda: one.agenda.map((part) => ({ ...part, title: text(part.title), nodes: part.nodes.map(node) })) }
    }
    const { items, ...checklist } = one.checklist
    const filled = items.map((item) => ({ ...item, html: html(item.html) }))
    return { checklist: { ...checklist, title: text(checklist.title), items: filled } }
  }
  const sections = playbook.sections.map((section) => {
    return { ...section, title: text(section.title), nodes: section.nodes.map(node) }
  })
  const summary = playbook.summary === null ? null : text(playbook.summary)
  return { ...playbook, title: text(playbook.title), summary, sections }
}
