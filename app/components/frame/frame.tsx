import type { ReactNode } from 'react'
import type { Role, ViewerMigration } from '#app/domain/identity/viewer.ts'
import type { Theme } from '#app/http/theme.ts'
import { OutboxProvider } from '#app/outbox/outbox-context.tsx'
import { Foot } from './foot.tsx'
import { SearchKey } from './search-key.tsx'
import { TopBar } from './top-bar.tsx'

/** What the frame shows of the person who is signed in. */
export type FrameViewer = {
  personId: string
  name: string
  roles: readonly Role[]
  migration: Pick<ViewerMigration, 'organisation' | 'oldProduct' | 'newProduct' | 'timeZone'> | null
}

/** Where "Skip to content" leads; each page's `<main>` carries it. */
export const MAIN_ID = 'main'

/**
 * What stands around a page. `bare` pages (sign-in, a running session) bring their own head and have no foot.
 * The page itself renders `<main>`, because its class decides the page's columns. On every page of somebody who is
 * signed in their outbox is at work, and reports that wait are sent, so that what one page left behind leaves from the next.
 */
export function Frame({
  viewer,
  theme,
  bare,
  children,
}: {
  viewer: FrameViewer | null
  theme: Theme
  bare: boolean
  children: ReactNode
}) {
  const page = (
    <>
      <a className="skip" href={`#${MAIN_ID}`}>
        Skip to content
      </a>
      {!bare && <TopBar viewer={viewer} theme={theme} />}
      {children}
      {!bare && <Foot migration={viewer?.migration ?? null} />}
    </>
  )
  if (!viewer) return page
  return (
    <OutboxProvider key={viewer.personId} personId={viewer.personId}>
      {page}
      <SearchKey />
    </OutboxProvider>
  )
}
