import { Link } from 'react-router'
import { WORKING_COPY } from '#app/domain/modules/comparison/comparison.ts'
import type { ChangedBlock, PlannedGuide, PlannedRelease } from '#app/domain/modules/publication/plan.ts'
import { askedWords } from '#app/domain/modules/publication/preview.ts'
import { paths } from '#app/http/paths.ts'
import { sentence } from '../format.ts'
import { SectionHead } from '../ui/head.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'
import { DraftLink } from './draft-link.tsx'
import { RefreshChoice } from './refresh-choice.tsx'

/** The releases that would be published, with what changes and whom it asks for what. */
export function ReleaseTable({ releases }: { releases: readonly PlannedRelease[] }) {
  return (
    <section className="section" aria-labelledby="releases">
      <SectionHead id="releases" title="Releases" />
      <Table caption="Releases that would be published" narrow="list" columns="1fr 1fr">
        <TableHead>
          <ColumnHead>Module</ColumnHead>
          <ColumnHead>Release</ColumnHead>
          <ColumnHead>What changes</ColumnHead>
          <ColumnHead>Who is asked</ColumnHead>
        </TableHead>
        <TableBody>
          {releases.map((release) => (
            <Row key={release.path}>
              <RowHead sub={<DraftLink to={previewOf(release)} path={release.path} />}>
                {release.change === 'new release' ? (
                  <Link to={paths.module(release.slug)}>{release.title}</Link>
                ) : (
                  release.title
                )}
              </RowHead>
              <Cell label="Release" oneline>
                {release.label}
              </Cell>
              <Cell label="What changes" full>
                {changeWords(release)}{' '}
                {release.change === 'new release' && (
                  <Link to={paths.moduleChanges(release.slug, undefined, WORKING_COPY)}>Compare old and new</Link>
                )}
              </Cell>
              <Cell label="Who is asked" full>
                {release.change === 'new release' ? <RefreshChoice release={release} /> : whoWords(release)}
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </section>
  )
}

/** Files that cannot be published, each with what to do; people keep the last good release. */
export function KeptBackTable({ files }: { files: readonly (PlannedRelease | PlannedGuide)[] }) {
  return (
    <section className="section" aria-labelledby="refused">
      <SectionHead id="refused" title="Kept back" aside="People keep the release that they have." />
      <Table caption="Files that are kept back" narrow="list" columns="1fr">
        <TableHead>
          <ColumnHead>File</ColumnHead>
          <ColumnHead>Why, and what to do</ColumnHead>
        </TableHead>
        <TableBody>
          {files.map((file) => (
            <Row key={file.path}>
              <RowHead sub={<DraftLink to={previewOf(file)} path={file.path} />}>{file.title}</RowHead>
              <Cell label="Why, and what to do">{file.reason}</Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </section>
  )
}

/** Modules' current files and playbooks have a preview. */
function previewOf(file: PlannedRelease | PlannedGuide): string | null {
  if ('kind' in file) return file.kind === 'playbook' ? paths.playbookPreview(file.slug) : null
  return file.change === 'older' ? null : paths.preview(file.slug)
}

const HOW: Record<ChangedBlock['how'], string> = {
  new: 'New',
  changed: 'Changed',
  renamed: 'Has another id',
  removed: 'Gone',
}

function changeWords({ change, changed }: PlannedRelease): string {
  if (change === 'new module') return 'New module'
  if (change === 'older') return 'An older release, for history'
  if (changed.length === 0) return 'Nothing that people would notice'
  const groups = Map.groupBy(changed, ({ how }) => how)
  return [...groups]
    .map(([how, blocks]) => `${HOW[how]}: ${blocks.map(({ title }) => `“${title}”`).join(', ')}.`)
    .join(' ')
}

function whoWords(release: PlannedRelease): string {
  return release.change === 'older' ? 'Nobody' : sentence(askedWords(release))
}
