import { Form, Link, useFetcher, useLocation } from 'react-router'
import { TextButton } from '#app/components/ui/button.tsx'
import { Moment, type Today } from '#app/components/ui/date-text.tsx'
import { linkWords } from '#app/domain/notices/kinds.ts'
import type { Notice } from '#app/domain/notices/notice.ts'
import { paths } from '#app/http/paths.ts'
import '#app/components/notices/notices.css'

/** The newest of what the reader was told, for home; the rest has a page of its own. */
export function NoticeList({ notices, today }: { notices: readonly Notice[]; today: Today }) {
  if (notices.length === 0) {
    return <p className="small muted">Nothing yet. Answers to your reports, sessions and due dates are told here.</p>
  }
  return (
    <>
      <NoticeLines notices={notices} today={today} />
      <p className="small">
        <Link to={paths.notices()}>All notices</Link>
      </p>
    </>
  )
}

/** What the reader was told, with a way on from each. A notice counts as read when its link is followed. */
export function NoticeLines({ notices, today }: { notices: readonly Notice[]; today: Today }) {
  return (
    <ul className="lines notices">
      {notices.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} today={today} />
      ))}
    </ul>
  )
}

function NoticeLine({ notice, today }: { notice: Notice; today: Today }) {
  const fetcher = useFetcher()
  const { pathname, search } = useLocation()
  const isRead = notice.readAt !== null || fetcher.state !== 'idle'
  const read = () => void fetcher.submit({ id: notice.id }, { method: 'post', action: paths.noticesRead() })
  return (
    <li data-unread={isRead ? undefined : ''}>
      <p>
        {!isRead && <span className="sr">New: </span>}
        <b>{notice.title}</b> <span className="notice-words">{notice.words}</span>{' '}
        {notice.link && (
          <Link to={notice.link} {...(isRead ? {} : { onClick: read })}>
            {linkWords[notice.kind]}
          </Link>
        )}
      </p>
      <div className="notice-foot xs muted">
        <Moment at={notice.at} {...today} />
        {!isRead && (
          <fetcher.Form
            method="post"
            action={paths.noticesRead()}
            onSubmit={(event) => {
              event.preventDefault()
              read()
            }}
          >
            <input type="hidden" name="id" value={notice.id} />
            <input type="hidden" name="redirectTo" value={pathname + search} />
            <TextButton type="submit">Mark as read</TextButton>
          </fetcher.Form>
        )}
      </div>
    </li>
  )
}

/** All of them at once. */
export function ReadAll() {
  return (
    <Form method="post" action={paths.noticesRead()} preventScrollReset>
      <input type="hidden" name="all" value="yes" />
      <input type="hidden" name="redirectTo" value={paths.notices()} />
      <TextButton type="submit">Mark all as read</TextButton>
    </Form>
  )
}
