import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

type PageHeadProps = {
  /** the line above the title: where we are */
  over?: ReactNode
  /** a sentence with the answer where the page measures, the thing's name where it teaches */
  title: ReactNode
  /** at the right of the title: the one act of the page, or its one figure */
  aside?: ReactNode
  /** facts below the title, as `<Fact>` */
  meta?: ReactNode
}

/** The head of a page. */
export function PageHead({ over, title, aside, meta }: PageHeadProps) {
  const words = (
    <div className="head-words">
      {over && <p className="over">{over}</p>}
      <h1>{title}</h1>
    </div>
  )
  return (
    <header className="head">
      {aside ? (
        <div className="head-row">
          {words}
          {aside}
        </div>
      ) : (
        words
      )}
      {meta && <p className="meta">{meta}</p>}
    </header>
  )
}

/** One fact of a page's meta line. */
export function Fact({ icon, children }: { icon?: IconName; children: ReactNode }) {
  return (
    <span>
      {icon && <Icon name={icon} small />}
      {children}
    </span>
  )
}

/** A section's title; give its id to `aria-labelledby` of the section. `aside` is a link or a short fact. */
export function SectionHead({ id, title, aside }: { id?: string; title: ReactNode; aside?: ReactNode }) {
  return (
    <div className="section-head">
      <h2 id={id}>{title}</h2>
      {typeof aside === 'string' ? <p>{aside}</p> : aside}
    </div>
  )
}
