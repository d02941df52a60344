import path from 'node:path'
import { METRICS, type MetricDefinition } from '#app/domain/adoption/definitions.ts'
import { PROTECTION, RECORDED } from '#app/domain/adoption/what-is-measured.ts'
import { projectRoot } from '#app/platform/project.server.ts'

export const METRICS_DOCUMENT = path.join(projectRoot, 'docs/metrics.md')

/** The text of docs/metrics.md: the same definitions that `/help/what-is-measured` shows and the figures follow. */
export function metricsDocument(): string {
  return `${[
    '# What is measured, and who sees it',
    'Written by `node app/commands/documents.ts` from `app/domain/adoption/definitions.ts` and `what-is-measured.ts`, which `/help/what-is-measured` shows, too. Change it there.',
    '## What the figures mean',
    ...Object.values(METRICS).map(metric),
    'A milestone is ready when every gate is met or waived. A gate compares one of these figures, or one that another program sends, with its target; what cannot be measured is not met.',
    '## What is kept of a person',
    table(
      ['What', 'What for', 'Who sees it'],
      RECORDED.map(({ what, why, seenBy }) => [what, why, seenBy]),
    ),
    '## What holds everywhere',
    PROTECTION.map((rule) => `- ${rule}`).join('\n'),
  ].join('\n\n')}\n`
}

function metric({ name, what, formula, n, excluded, freshness }: MetricDefinition): string {
  const facts = [
    ['Worked out as', formula],
    ['Counts', n],
    ['Leaves out', excluded],
    ['Fresh', freshness],
  ]
  return `### ${name}\n\n${what}\n\n${table(['', ''], facts)}`
}

function table(heads: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}
