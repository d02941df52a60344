import type { PreviewedFile } from '#app/domain/modules/publication/own-content.server.ts'
import { paths } from '#app/http/paths.ts'
import type { Problem as FileProblem } from '#app/lessons/problem.ts'
import { SectionHead } from '../ui/head.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'
import { DraftLink } from './draft-link.tsx'

type BrokenFilesProps = {
  problems: readonly FileProblem[]
  /** the files that a preview can show */
  drafts: readonly PreviewedFile[]
}

/** What is wrong in the files, with the place. A broken file is left out, and people keep its last good release. */
export function BrokenFiles({ problems, drafts }: BrokenFilesProps) {
  const previewed = new Map(drafts.map((draft) => [draft.path, draft]))
  return (
    <section className="section" aria-labelledby="broken">
      <SectionHead
        id="broken"
        title="Files with mistakes"
        aside="Left out; people keep the last good release of each."
      />
      <Table caption="Mistakes in content files" narrow="list" columns="1fr">
        <TableHead>
          <ColumnHead>Place</ColumnHead>
          <ColumnHead>What is wrong</ColumnHead>
        </TableHead>
        <TableBody>
          {problems.map(({ file, line, column, message }) => (
            <Row key={`${file}:${line}:${column} ${message}`}>
              <RowHead sub={`line ${line}, column ${column}`}>
                <DraftLink to={previewAt(previewed.get(file))} path={file} />
              </RowHead>
              <Cell label="What is wrong">{message}</Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </section>
  )
}

function previewAt(file: PreviewedFile | undefined): string | null {
  if (!file) return null
  return file.kind === 'module' ? paths.preview(file.slug) : paths.playbookPreview(file.slug)
}
