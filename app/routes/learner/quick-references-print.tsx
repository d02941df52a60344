import { counted } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { OneSheet } from '#app/components/one-sheet/one-sheet.tsx'
import { SheetChoice } from '#app/components/one-sheet/sheet-choice.tsx'
import { LinkButton } from '#app/components/ui/button.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { PageLink } from '#app/components/ui/page-link.tsx'
import { PrintButton } from '#app/components/ui/print-button.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { localDay } from '#app/domain/migrations/local-days.ts'
import { quickReferenceSheets } from '#app/domain/modules/quick-reference-sheets.server.ts'
import { SHEET_SETS } from '#app/domain/modules/sheet-sets.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/quick-references-print.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Quick references on one sheet · Gangway' }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const asked = new URL(request.url).searchParams.get('of')
  const set = SHEET_SETS.find((one) => one === asked) ?? null
  const found = await answer(() => quickReferenceSheets(viewer, set, now))
  return { ...found, today: localDay(now, viewer.migration?.timeZone ?? 'UTC') }
}

export default function QuickReferencesPrintPage({ loaderData }: Route.ComponentProps) {
  const { set, counts, sheets, today } = loaderData
  return (
    <Main>
      <div className="screen-only">
        <PageHead
          over={<PageLink to={paths.library()}>Library</PageLink>}
          title="Quick references on one sheet"
          aside={sheets.length > 0 && <PrintButton />}
          meta={
            sheets.length > 0 && (
              <span>
                {counted(sheets.length, 'quick reference', 'quick references')}, as large as fits on one page.
              </span>
            )
          }
        />
        <SheetChoice set={set} counts={counts} />
      </div>
      {sheets.length > 0 ? (
        <OneSheet sheets={sheets} today={today} />
      ) : (
        <Problem
          kind="empty"
          title="There are no quick references yet"
          level={2}
          action={<LinkButton to={paths.library()}>Open the library</LinkButton>}
        >
          They appear here once your migration lead publishes some.
        </Problem>
      )}
    </Main>
  )
}
