import { data, redirect } from 'react-router'
import { shortDayText } from '#app/components/dates.ts'
import { Main } from '#app/components/frame/main.tsx'
import { Outline, type OutlineItem } from '#app/components/lesson/outline.tsx'
import { RuleAside } from '#app/components/lesson/rule-list.tsx'
import { LessonInPage, useLesson } from '#app/components/lesson/use-lesson.tsx'
import { KnownBlocks } from '#app/components/module/known-blocks.tsx'
import { LookUp } from '#app/components/module/look-up.tsx'
import { ModuleEnd } from '#app/components/module/module-end.tsx'
import { ModuleHead } from '#app/components/module/module-head.tsx'
import { ModuleReading } from '#app/components/module/module-reading.tsx'
import { useShownBlocks } from '#app/components/module/use-shown-blocks.ts'
import { useReached } from '#app/components/practice/use-reached.ts'
import { SameForAll } from '#app/components/same-for-all.tsx'
import { PageLink } from '#app/components/ui/page-link.tsx'
import { openReportsAt } from '#app/domain/confusion/open-reports.server.ts'
import { localDay } from '#app/domain/migrations/local-days.ts'
import { hasWorkingCopy } from '#app/domain/modules/publication/working-copy.server.ts'
import { quickReferencesFor } from '#app/domain/modules/quick-references.server.ts'
import { tipsAt } from '#app/domain/playbooks/tips.server.ts'
import { modulePageOf } from '#app/domain/progress/module-page.server.ts'
import type { ModulePage } from '#app/domain/progress/standing.ts'
import { answer } from '#app/http/answer.server.ts'
import { isForScript } from '#app/http/context.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { wholeText } from '#app/lessons/lesson-text.ts'
import { START_BLOCK } from '#app/lessons/tree.ts'
import { keptFor } from '#app/offline/kept-for.ts'
import { WaitingNote } from '#app/outbox/waiting-note.tsx'
import type { Route } from './+types/module.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: `${loaderData?.title ?? 'Module'} · Gangway` }]

export const headers: Route.HeadersFunction = ({ loaderHeaders }) => loaderHeaders

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const [page, confusion, references, tips] = await answer(() =>
    Promise.all([
      modulePageOf(viewer, params.slug, now),
      openReportsAt(viewer, params.slug),
      quickReferencesFor(viewer),
      tipsAt(viewer, params.slug),
    ]),
  )
  if ('movedTo' in page) throw redirect(paths.module(page.movedTo), 301)
  const { lesson, ...shown } = page
  const hasCopy = await hasWorkingCopy(viewer, page.slug)
  const told = {
    page: shown,
    ...(hasCopy && { hasCopy }),
    title: lesson.title,
    // A refresher draws a part of the lesson only, so the whole does not travel in the drawn page.
    sheet: { release: page.release.id, text: isForScript(context) || page.refresher ? wholeText(lesson) : null },
    confusion,
    tips,
    references: references.filter(({ slug }) => slug !== page.slug),
    personId: viewer.personId,
    products: { oldProduct: viewer.migration?.oldProduct ?? '', newProduct: viewer.migration?.newProduct ?? '' },
    language: viewer.language,
    today: localDay(now, viewer.migration?.timeZone ?? 'UTC'),
  }
  return data(told, { headers: keptFor(viewer.personId) })
}

export default function ModuleRoute({ loaderData }: Route.ComponentProps) {
  const { sheet, confusion, tips, references, personId, products, language, today } = loaderData
  const page = { ...loaderData.page, lesson: useLesson(sheet) }
  const { shown, known } = useShownBlocks(page)
  const sections = shown.filter(({ kind }) => kind === 'section')
  const { reached, current } = useReached(
    page.release.id,
    shown.map(({ id }) => id),
    page.seen,
  )
  return (
    <Main layout="lesson">
      <SameForAll by={headBy(page, today, references.length > 0)}>
        <ModuleHead page={page} today={today} references={references} />
      </SameForAll>
      {sections.length > 1 && (
        <SameForAll by={`outline ${page.release.id} ${sections.map(({ id }) => reached.has(id))}`}>
          <Outline items={outlineOf(sections, reached, current)} />
        </SameForAll>
      )}
      {page.asked.length > 0 && (
        <SameForAll by={`rule ${JSON.stringify([needsOf(page), ruleNote(page)])}`}>
          <RuleAside needs={needsOf(page)} note={ruleNote(page)} />
        </SameForAll>
      )}
      <article className="lesson-read">
        {loaderData.hasCopy && (
          <p className="small muted">
            Its file says something else by now. <PageLink to={paths.preview(page.slug)}>Preview</PageLink>
          </p>
        )}
        <ModuleReading
          page={page}
          blocks={shown}
          personId={personId}
          confusion={confusion}
          tips={tips}
          products={products}
          language={language}
        />
        <KnownBlocks slug={page.slug} titles={known} />
        <LessonInPage {...sheet} />
        <WaitingNote />
        <ModuleEnd page={page} />
        <SameForAll by={`look up ${JSON.stringify(references)}`}>
          <LookUp references={references} />
        </SameForAll>
        <p className="print-only">
          Release {page.release.label}, printed {shortDayText(today, '')}
        </p>
      </article>
    </Main>
  )
}

/** Those who have done nothing in the module yet see the same head on the same day. */
function headBy(page: ModulePage, today: string, canLookUp: boolean): string | null {
  if (page.completion || page.refresher || page.newer || page.exceptions.length > 0) return null
  const { slug, release, isWithdrawn, standing, assigned, pinned, comesFirst } = page
  return `head ${today} ${canLookUp} ${JSON.stringify([slug, release.id, isWithdrawn, standing, assigned, pinned, comesFirst])}`
}

function outlineOf(
  sections: readonly { id: string; title: string }[],
  reached: ReadonlySet<string>,
  current: string | null,
): OutlineItem[] {
  const shown = sections.filter(({ id }) => id !== START_BLOCK)
  return shown.map(({ id, title }) => ({
    id,
    title,
    state: id === current ? 'now' : reached.has(id) ? 'done' : 'open',
  }))
}

function needsOf({ asked }: ModulePage) {
  return asked.map((explained, place) => ({
    key: `${place}`,
    met: explained.met,
    what: explained.rule,
    soFar: explained.state,
    to: explained.block && `#${explained.block}`,
  }))
}

function ruleNote({ asked, standing }: ModulePage): string | null {
  if (standing === 'complete') return null
  const reads = asked.some(({ requirement }) => requirement.need === 'confirmation')
  return reads
    ? 'Nobody waits for you to finish in one go.'
    : 'Reading alone does not complete this module, and nobody waits for you to finish in one go.'
}
