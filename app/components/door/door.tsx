import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Way } from '#app/domain/identity/way.ts'
import { paths } from '#app/http/paths.ts'
import { Brand } from '../frame/brand.tsx'
import { MAIN_ID } from '../frame/frame.tsx'
import { WayMap } from './way-map.tsx'
import './door.css'

type DoorProps = {
  title: string
  /** null while nothing is published: then `beside` stands in its place */
  way: Way | null
  now: Date
  beside?: ReactNode
  children: ReactNode
}

/** A page before the portal: what is asked, and beside it where everybody is going. */
export function Door({ title, way, now, beside, children }: DoorProps) {
  return (
    <main className="door" id={MAIN_ID} tabIndex={-1}>
      <div className="door-form">
        <Link className="brand" to={paths.signIn()}>
          <Brand />
        </Link>
        <h1>{title}</h1>
        {children}
      </div>
      <aside className="door-way" aria-label={way ? 'The migration' : 'What comes next'}>
        {way ? <WayMap way={way} now={now} /> : beside}
      </aside>
    </main>
  )
}
