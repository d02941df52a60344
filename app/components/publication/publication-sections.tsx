import { Link } from 'react-router'
import type { MigrationPlan } from '#app/domain/modules/publication/plan.ts'
import { isPublished } from '#app/domain/modules/publication/plan.ts'
import { paths } from '#app/http/paths.ts'
import { playbookPaths } from '#app/http/playbook-paths.ts'
import { SectionHead } from '../ui/head.tsx'
import { KeptBackTable, ReleaseTable } from './release-table.tsx'

/** Everything that publishing would do to one migration. */
export function MigrationSections({ plan }: { plan: MigrationPlan }) {
  const released = plan.releases.filter(isPublished)
  const kept = [...plan.releases, ...plan.guides].filter(({ change }) => change === 'refused')
  const added = [
    ...plan.added.milestones.map(({ slug, name }) => ({ key: slug, words: `Milestone: ${name}` })),
    ...plan.added.audiences.map(({ slug, name }) => ({ key: slug, words: `Audience: ${name}` })),
    ...plan.guides.filter(isPublished).map(({ kind, slug, title, change }) => ({
      key: slug,
      to: kind === 'playbook' ? paths.playbookPreview(slug) : null,
      words: `${kind === 'playbook' ? 'Playbook' : 'Support template'}: ${title}${change === 'changed' ? ', changed' : ''}`,
    })),
  ]
  return (
    <>
      {plan.refused.length > 0 && (
        <Lines
          id={`refused-${plan.slug}`}
          title={`Kept back: ${plan.name}`}
          note="Nothing of this migration can be published."
          lines={plan.refused.map((words) => ({ key: words, words }))}
        />
      )}
      {kept.length > 0 && <KeptBackTable files={kept} />}
      {released.length > 0 && <ReleaseTable releases={released} />}
      {added.length > 0 && <Lines id="beside" title="Beside the modules" lines={added} />}
      {plan.guides.some(({ change }) => change === 'kept') && (
        <Lines
          id="kept-guides"
          title="Edited in the portal"
          note="Their files say something else, and change nothing."
          lines={plan.guides
            .filter(({ change }) => change === 'kept')
            .map(({ slug, title, path }) => ({
              key: slug,
              words: `${title}: ${path}`,
              to: playbookPaths.template(slug),
            }))}
        />
      )}
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

type Line = { key: string; words: string; to?: string | null }
type LinesProps = { id: string; title: string; note?: string; lines: readonly Line[] }

function Lines({ id, title, note, lines }: LinesProps) {
  return (
    <section className="section" aria-labelledby={id}>
      <SectionHead id={id} title={title} aside={note} />
      <ul className="lines">
        {lines.map(({ key, words, to }) => (
          <li key={key}>{to ? <Link to={to}>{words}</Link> : words}</li>
        ))}
      </ul>
    </section>
  )
}
