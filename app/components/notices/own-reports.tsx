import { Link } from 'react-router'
import type { OwnReport } from '#app/domain/adoption/reports/own-reports.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'

/** The reports that come to somebody, each with where to stop it. */
export function OwnReports({ reports }: { reports: readonly OwnReport[] }) {
  if (reports.length === 0) return null
  return (
    <section className="section" aria-labelledby="reports">
      <h2 id="reports">Reports that come to you</h2>
      <ul className="choices-lined">
        {reports.map(({ id, name, stoppedAt }) => (
          <li key={id}>
            <Link to={adoptionPaths.reportStop(id)}>{stoppedAt ? `Get “${name}” again` : `Stop “${name}”`}</Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
