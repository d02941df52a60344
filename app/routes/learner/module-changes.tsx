import { Link } from 'react-router'
import { z } from 'zod'
import { shortDayText } from '#app/components/dates.ts'
import { counted, inWords, listed, sentence } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { ComparedBlockView } from '#app/components/module/compared-block.tsx'
import { ReleaseChoice } from '#app/components/module/release-choice.tsx'
import { LinkButton } from '#app/components/ui/button.tsx'
import { Fact, PageHead, SectionHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { localDay } from '#app/domain/migrations/local-days.ts'
import { comparisonOf } from '#app/domain/modules/comparison/comparison.server.ts'
import { type ComparisonPage, WORKING_COPY } from '#app/domain/modules/comparison/comparison.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/module-changes.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `What changed in ${loaderData?.page.title ?? 'a module'} · Gangway` },
]

const Chosen = z.object({
  from: z.string().min(1).max(40).optional().catch(undefined),
  to: z.string().min(1).max(40).optional().catch(undefined),
})

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const chosen = Chosen.parse(Object.fromEntries(new URL(request.url).searchParams))
  const page = await answer(() => comparisonOf(viewer, params.slug, chosen, now))
  const timeZone = viewer.migration?.timeZone ?? 'UTC'
  const today = localDay(now, timeZone)
  const days = Object.fromEntries(
    page.releases.map(({ label, publishedAt }) => [label, shortDayText(localDay(publishedAt, timeZone), today)]),
  )
  return { page, days }
}

export default function ModuleChangesPage({ loaderData }: Route.ComponentProps) {
  const { page, days } = loaderData
  const { comparison, from, to } = page
  return (
    <Main>
      <PageHead
        over={
          <>
            <Link to={paths.module(page.slug)}>{page.title}</Link>, what changed
          </>
        }
        title={titleOf(page)}
        meta={
          <>
            {from && <Fact>{publishedWords(from, days)}</Fact>}
            {to !== WORKING_COPY && <Fact>{publishedWords(to, days)}</Fact>}
          </>
        }
      />
      {(page.releases.length > 1 || page.hasCopy) && <ReleaseChoice {...page} />}
      {comparison?.changed.map((block) => (
        <ComparedBlockView
          key={`${block.how} ${block.id}`}
          block={block}
          before={sentence(releaseName(from))}
          after={sentence(releaseName(to))}
        />
      ))}
      {comparison && comparison.changed.length > 0 && comparison.same.length > 0 && (
        <section className="section" aria-labelledby="same">
          <SectionHead id="same" title="The same in both" aside={counted(comparison.same.length, 'block', 'blocks')} />
          <p className="small">{comparison.same.join('; ')}</p>
        </section>
      )}
      <NothingToCompare page={page} />
    </Main>
  )
}

function NothingToCompare({ page: { comparison, from, to, slug } }: { page: ComparisonPage }) {
  if (comparison) return null
  if (from === null) {
    return (
      <Problem
        kind="empty"
        level={2}
        title="There is one release only"
        action={<LinkButton to={paths.module(slug)}>Open the module</LinkButton>}
      >
        Once a newer one is published, this page shows what is different in it.
      </Problem>
    )
  }
  return (
    <Problem
      kind="failing"
      level={2}
      title="The file cannot be read"
      action={
        <LinkButton to={to === WORKING_COPY ? paths.preview(slug) : paths.module(slug)}>See what is wrong</LinkButton>
      }
    >
      It has a mistake, so it cannot be compared yet. People keep release {from}.
    </Problem>
  )
}

function titleOf({ comparison, from, to }: ComparisonPage): string {
  if (!comparison || from === null) return 'Nothing to compare yet'
  const { changed } = comparison
  const pair = listed([releaseName(from), releaseName(to)])
  if (changed.length === 0) return sentence(`${pair} teach the same`)
  return `${sentence(inWords(changed.length))} ${changed.length === 1 ? 'block differs' : 'blocks differ'} between ${pair}`
}

function releaseName(label: string | null): string {
  return label === WORKING_COPY ? 'the file as it is now' : `release ${label ?? ''}`
}

const publishedWords = (label: string, days: Record<string, string>) =>
  days[label] ? `Release ${label}, ${days[label]}` : `Release ${label}`
