import type { ReactNode } from 'react'
import type { Counting } from '#app/domain/adoption/counting.server.ts'
import { type AdoptionFilters, queryOf } from '#app/domain/adoption/filters.ts'
import type { LookedAt } from '#app/domain/adoption/looked-at.server.ts'
import type { AdoptionView } from '#app/domain/adoption/views/views.server.ts'
import { shortDayText } from '../dates.ts'
import { Main } from '../frame/main.tsx'
import { PageHead } from '../ui/head.tsx'
import { type AdoptionPlace, AdoptionTabs } from './adoption-tabs.tsx'
import { CountingNote } from './counting-note.tsx'
import { FilterRow } from './filter-row.tsx'
import { LookedAtFacts, NotNarrowedNote, OneOfBothNote } from './looked-at-facts.tsx'
import { NobodyAssigned } from './no-figures.tsx'
import { SavedViews } from './saved-views.tsx'
import { useEscapeFolds } from './use-escape-folds.ts'
import './adoption.css'

/** What every page of figures loads beside its own. */
export type FrameData = {
  filters: AdoptionFilters
  /** the address asked for an audience together with a cohort */
  askedForBoth: boolean
  timeZone: string
  /** the viewer's saved views of this page, whose path is `page`, and whether it can be sent by mail */
  views: AdoptionView[]
  page: string
  sendable: boolean
  /** its figures are not whole yet */
  counting: Counting | null
}

type AdoptionFrameProps = {
  here: AdoptionPlace
  /** a sentence with the answer */
  title: ReactNode
  /** the page that this one lies under */
  over?: ReactNode
  looked: LookedAt & { measuredAt: string }
  frame: FrameData
  /** how many these figures are about; of nobody there are none, whatever the page is */
  people?: number
  /** what else stands beside the title */
  facts?: ReactNode
  /** whether the figures can be told by audience and cohort */
  groups?: boolean
  /** whether they can be told of another period */
  period?: boolean
  /** the address of the file with the same figures */
  csv: string
  /**
   * What the page's address has beside the common filters, such as the order of its table; empty for the usual. It is
   * kept when the others change. Must be what the loader gave.
   */
  own?: Readonly<Record<string, string>>
  /** the fields for it in the row of filters; without them it is kept unseen */
  fields?: ReactNode
  children: ReactNode
}

/** A page of figures: the ways to the others, its answer, whose figures these are and of when, and the ways to take them along. */
export function AdoptionFrame(props: AdoptionFrameProps) {
  const {
    here,
    title,
    over,
    looked,
    frame,
    people,
    facts,
    groups = true,
    period = true,
    csv,
    own,
    fields,
    children,
  } = props
  useEscapeFolds()
  const { filters, askedForBoth, timeZone, views, page, sendable, counting } = frame
  const common = queryOf({ ...filters, milestone: looked.milestone.slug })
  const added = Object.entries(own ?? {}).filter(([, value]) => value !== '')
  return (
    <Main layout="adoption">
      <AdoptionTabs here={here} query={`?${common}`} />
      <PageHead
        over={over}
        title={title}
        meta={
          <>
            <LookedAtFacts
              looked={looked}
              measuredAt={looked.measuredAt}
              timeZone={timeZone}
              {...(people === undefined ? {} : { people })}
            />
            {facts}
          </>
        }
      />
      {counting && <CountingNote counting={counting} timeZone={timeZone} now={new Date(looked.measuredAt)} />}
      <FilterRow
        looked={looked}
        filters={filters}
        csv={`${csv}?${new URLSearchParams([...common, ...added])}`}
        {...(own ? { own } : {})}
        fields={fields}
        groups={groups}
        period={period}
      />
      <SavedViews
        views={views}
        page={page}
        query={new URLSearchParams([...queryOf(filters), ...added])}
        sendable={sendable}
      />
      {askedForBoth && groups && <OneOfBothNote />}
      {!groups && (filters.audience ?? filters.cohort) && <NotNarrowedNote />}
      {people === 0 ? <NobodyAssigned looked={looked} filters={filters} /> : children}
      <p className="print-only">Printed {shortDayText(looked.today, '')}</p>
    </Main>
  )
}
