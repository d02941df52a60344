import { kindOf } from '#app/components/module/module-head.tsx'
import { PageLink } from '#app/components/ui/page-link.tsx'
import { type State, StatusMark } from '#app/components/ui/status-mark.tsx'
import type { FoundBlock, LibraryEntry } from '#app/domain/modules/library.server.ts'
import type { ModuleStanding } from '#app/domain/progress/standing.ts'
import { paths } from '#app/http/paths.ts'
import { START_BLOCK } from '#app/lessons/tree.ts'
import { MarkedText } from './marked-text.tsx'

/** A module as the library lists it, with the blocks in which a search found something. */
export function LibraryItem({ entry }: { entry: LibraryEntry }) {
  const { slug, title, kind, minutes, summary, blocks } = entry
  const { words } = kindOf(kind)
  return (
    <li>
      <p className="library-title">
        <PageLink to={paths.module(slug)}>
          <MarkedText pieces={title} />
        </PageLink>
      </p>
      <p className="library-facts small muted">
        <span>{kind === 'quick reference' ? words : `${words}, about ${minutes} min`}</span>
        {kind !== 'quick reference' && <StandingMark standing={entry.standing} />}
      </p>
      {blocks.length === 0 && summary && <p className="small">{summary}</p>}
      {blocks.length > 0 && (
        <ul className="library-blocks">
          {blocks.map((block) => (
            <Block key={block.id} slug={slug} block={block} />
          ))}
        </ul>
      )}
    </li>
  )
}

/** A block, and the words around what was found. */
function Block({ slug, block: { id, title, excerpt } }: { slug: string; block: FoundBlock }) {
  return (
    <li>
      <PageLink to={paths.module(slug, id)}>
        {id === START_BLOCK ? 'At the beginning' : <MarkedText pieces={title} />}
      </PageLink>
      {excerpt && (
        <p className="library-excerpt">
          <MarkedText pieces={excerpt} />
        </p>
      )}
    </li>
  )
}

const MARKS: Partial<Record<ModuleStanding, { state: State; words: string }>> = {
  started: { state: 'open', words: 'Begun' },
  complete: { state: 'done', words: 'Complete' },
  'refresher due': { state: 'working', words: 'Refresher due' },
}

/** What was not begun has no mark, nor has what is only looked up: nobody is reminded of what nobody asked. */
function StandingMark({ standing }: { standing: ModuleStanding }) {
  const mark = MARKS[standing]
  return mark ? <StatusMark state={mark.state}>{mark.words}</StatusMark> : null
}
