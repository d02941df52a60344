import type { ReactNode } from 'react'
import { useLocation } from 'react-router'
import { Main } from '#app/components/frame/main.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { Tabs } from '#app/components/ui/tabs.tsx'
import { outgoingPaths } from '#app/http/outgoing-paths.ts'
import { paths } from '#app/http/paths.ts'
import './admin.css'

const PLACES = [
  { to: paths.admin(), label: 'What waits' },
  { to: paths.adminPeople(), label: 'People' },
  { to: paths.adminAudiences(), label: 'Audiences' },
  { to: paths.adminMail(), label: 'Mail' },
  { to: paths.adminTokens(), label: 'Tokens' },
  { to: outgoingPaths.webhooks(), label: 'Webhooks' },
  { to: paths.adminAudit(), label: 'Audit log' },
]

type AdminPageProps = { title: ReactNode; over?: ReactNode; aside?: ReactNode; meta?: ReactNode; children: ReactNode }

/** A page of administration, with the ways to the others above its head. */
export function AdminPage({ title, over, aside, meta, children }: AdminPageProps) {
  const { pathname } = useLocation()
  const isHere = (to: string) => pathname === to || (to !== paths.admin() && pathname.startsWith(`${to}/`))
  return (
    <Main layout="admin">
      <Tabs label="Administration" tabs={PLACES.map((place) => ({ ...place, current: isHere(place.to) }))} />
      <PageHead over={over} title={title} aside={aside} meta={meta} />
      {children}
    </Main>
  )
}
