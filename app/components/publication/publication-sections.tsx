import type { MigrationPlan } from '#app/domain/modules/publication/plan.ts'
import { isPublished } from '#app/domain/modules/publication/plan.ts'
import { SectionHead } from '../ui/head.tsx'
import { RefusedTable, ReleaseTable } from './release-table.tsx'

/** Everything that publishing would do to one migration. */
export function MigrationSections({ plan }: { plan: MigrationPlan }) {
  const released = plan.releases.filter(isPublished)
  const refused = plan.releases.filter(({ change }) => change === 'refused')
  const guides = plan.guides.filter(({ change }) => change !== 'unchanged')
  const added = [
    ...plan.added.milestones.map(({ slug, name }) => ({ key: slug, words: `Milestone: ${name}` })),
    ...plan.added.audiences.map(({ slug, name }) => ({ key: slug, words: `Audience: ${name}` })),
    ...guides.map(({ kind, slug, title, change }) => ({
      key: slug,
      words: `${kind === 'playbook' ? 'Playbook' : 'Support template'}: ${title}${change === 'changed' ? ', changed' : ''}`,
    })),
  ]
  return (
    <>
      {refused.length > 0 && <RefusedTable releases={refused} />}
      {released.length > 0 && <ReleaseTable releases={released} />}
      {added.length > 0 && <Lines id="beside" title="Beside the modules" lines={added} />}
      {plan.differences.length > 0 && (
        <Lines
          id="differences"
          title="Where the files say something else"
          note="What is set in the portal holds; publishing changes nothing here."
          lines={plan.differences.map((words) => ({ key: words, words }))}
        />
      )}
    </>
  )
}

type LinesProps = { id: string; title: string; note?: string; lines: readonly { key: string; words: string }[] }

function Lines({ id, title, note, lines }: LinesProps) {
  return (
    <section className="section" aria-labelledby={id}>
      <SectionHead id={id} title={title} aside={note} />
      <ul className="lines">
        {lines.map(({ key, words }) => (
          <li key={key}>{words}</li>
        ))}
      </ul>
    </section>
  )
}
