import type { FormEventHandler } from 'react'
import { useLocation } from 'react-router'
import { paths } from '#app/http/paths.ts'
import type { Theme } from '#app/http/theme.ts'
import { SameForAll } from '../same-for-all.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { PageLink } from '../ui/page-link.tsx'
import { Brand } from './brand.tsx'
import type { FrameViewer } from './frame.tsx'
import { isCurrent, navigationFor, type Place } from './navigation.ts'
import { ThemeMenu } from './theme-menu.tsx'
import { useSigningOut } from './use-signing-out.tsx'

/** Mark, places, the crossing, theme, and who is here. On a narrow screen the places move into a menu. */
export function TopBar({ viewer, theme }: { viewer: FrameViewer | null; theme: Theme }) {
  const { bar, menu } = navigationFor(viewer?.roles ?? [])
  return (
    <header className="top">
      <div className="top-in">
        <PageLink className="brand" to={paths.home()}>
          <Brand />
        </PageLink>
        {viewer && (
          <nav className="nav" aria-label="Main">
            <ul>
              <Places places={bar} />
            </ul>
          </nav>
        )}
        <div className="top-end">
          {viewer?.migration && <Crossing from={viewer.migration.oldProduct} to={viewer.migration.newProduct} />}
          <ThemeMenu theme={theme} />
          {!viewer && <LinkButton to={paths.signIn()}>Sign in</LinkButton>}
          {viewer && <PersonMenus viewer={viewer} bar={bar} own={menu} />}
        </div>
      </div>
    </header>
  )
}

function Places({ places }: { places: readonly Place[] }) {
  const { pathname } = useLocation()
  const current = places.find((place) => isCurrent(place, pathname))
  return (
    <SameForAll by={`places ${places.map(({ to }) => to)} at ${current?.to}`}>
      {places.map((place) => (
        <li key={place.to}>
          <PageLink to={place.to} aria-current={place === current ? 'page' : undefined}>
            {place.label}
          </PageLink>
        </li>
      ))}
    </SameForAll>
  )
}

function Crossing({ from, to }: { from: string; to: string }) {
  return (
    <p className="crossing">
      <span className="old">{from}</span>
      <Icon name="crossing" />
      <span className="sr">to</span>
      <span className="new">{to}</span>
    </p>
  )
}

/** Who is here, what is theirs, and signing out: in a menu of its own, or on a narrow screen in the one with the places. */
function PersonMenus({ viewer, bar, own }: { viewer: FrameViewer; bar: readonly Place[]; own: readonly Place[] }) {
  const { personId, name } = viewer
  const { signOut, isLeaving, question } = useSigningOut(personId)
  const end = <SignOut onSubmit={signOut} isLeaving={isLeaving} />
  return (
    <>
      <Menu
        className="menu-who"
        label={
          <>
            <Icon name="person" />
            {name}
          </>
        }
      >
        <Places places={[...own, { to: paths.profile(), label: 'My settings' }]} />
        {end}
      </Menu>
      <Menu
        className="menu-phone"
        label={
          <>
            <Icon name="menu" />
            Menu
          </>
        }
      >
        <Places places={[...bar, ...own]} />
        <li className="menu-part">
          <PageLink to={paths.profile()}>
            <Icon name="person" />
            {name}
          </PageLink>
        </li>
        {end}
      </Menu>
      {question}
    </>
  )
}

function SignOut({ onSubmit, isLeaving }: { onSubmit: FormEventHandler<HTMLFormElement>; isLeaving: boolean }) {
  return (
    <SameForAll by={`sign out ${isLeaving}`}>
      <li className="menu-part">
        <form method="post" action={paths.signOut()} onSubmit={onSubmit}>
          <button type="submit" aria-busy={isLeaving}>
            <Icon name="signOut" />
            Sign out
          </button>
        </form>
      </li>
    </SameForAll>
  )
}
