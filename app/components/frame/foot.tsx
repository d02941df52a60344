import { paths } from '#app/http/paths.ts'
import { SameForAll } from '../same-for-all.tsx'
import { PageLink } from '../ui/page-link.tsx'
import type { FrameViewer } from './frame.tsx'

/** Whose Gangway this is, in which zone its times are, and what everybody may ask. */
export function Foot({ migration }: { migration: FrameViewer['migration'] }) {
  return (
    <SameForAll by={`foot ${migration?.organisation} ${migration?.timeZone}`}>
      <footer className="foot">
        <div className="foot-in">
          <span>{migration ? `Gangway at ${migration.organisation}` : 'Gangway'}</span>
          {migration && <span>Times in {migration.timeZone}</span>}
          <PageLink to={paths.help()}>Help</PageLink>
          <PageLink to={paths.measured()}>What is measured, and who sees it</PageLink>
        </div>
      </footer>
    </SameForAll>
  )
}
