import type { ReactNode } from 'react'
import { useLocation } from 'react-router'
import { Main } from '#app/components/frame/main.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { Tabs } from '#app/components/ui/tabs.tsx'
import { adminPaths } from '#app/http/admin-paths.ts'
import { outgoingPaths } from '#app/http/outgoing-paths.ts'
import { paths } from '#app/http/paths.ts'
import './admin.css'

const PLACES = [
  { to: paths.admin(), label: 'What waits' },
  { to: adminPaths.adminPeople(), label: 'People' },
  { to: adminPaths.adminAudiences(), label: 'Audiences' },
  { to: adminPaths.adminMail(), label: 'Mail' },
  { to: adminPaths.adminTokens(), label: 'Tokens' },
  { to: outgoingPaths.webhooks(), label: 'Webhooks' },
  { to: adminPaths.adminAudit(), label: 'Audit log' },
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
