import { lazy, Suspense, useCallback, useDeferredValue, useMemo, useState } from 'react'
import { useFetcher, useRevalidator } from 'react-router'
import { BlockReporting } from '#app/components/confusion/block-reporting.tsx'
import { UnclearLink } from '#app/components/confusion/unclear-link.tsx'
import { type ModuleConfusion, NOTHING_REPORTED } from '#app/domain/confusion/open-reports.ts'
import type { ModuleTips } from '#app/domain/playbooks/tips.ts'
import type { LearningEventDraft, LearningEventType } from '#app/domain/practice/events.ts'
import type { ModulePage } from '#app/domain/progress/standing.ts'
import { paths } from '#app/http/paths.ts'
import { type Block, type SectionBlock, START_BLOCK } from '#app/lessons/tree.ts'
import { useArrivals } from '#app/outbox/outbox-context.tsx'
import { LessonBlocks } from '../lesson/lesson-blocks.tsx'
import { Practice } from '../practice/practice.tsx'
import { Icon } from '../ui/icon.tsx'

type ReadingProps = {
  page: ModulePage
  /** those that are shown: of a refresher, what changed */
  blocks: readonly Block[]
  personId: string
  confusion: ModuleConfusion
  tips: ModuleTips
  products: { oldProduct: string; newProduct: string }
  language: string
}

/** Few blocks have any. The server has them at hand, because it draws a page in one go. */
const BlockTips = import.meta.env.SSR
  ? (await import('./block-tips.tsx')).BlockTips
  : lazy(() => import('./block-tips.tsx').then((module) => ({ default: module.BlockTips })))

/** Until their script is here changes wait, so that React leaves what the server has drawn. */
function LateTips({ tips }: { tips: ModuleTips[string] | undefined }) {
  const shown = useDeferredValue(tips)
  return useMemo(
    () => (
      <Suspense>
        <BlockTips tips={shown} />
      </Suspense>
    ),
    [shown],
  )
}

/** Events after which the server may know something new about what is complete. */
const TELLING: ReadonlySet<LearningEventType> = new Set([
  'attempt-finished',
  'attempt-gave-up',
  'check-answered',
  'video-watched',
  'module-confirmed',
])

/** The blocks of a module: text, practice, and "Something unclear?" at each. */
export function ModuleReading({ page, blocks, personId, confusion, tips, products, language }: ReadingProps) {
  const [reporting, setReporting] = useState<{ blockId: string; quote: string | null } | null>(null)
  const help = useFetcher()
  useFreshStanding()
  const changed = new Set(page.refresher?.blocks.map(({ id }) => id))
  const reportOn = (block: Block) => ({
    place: { personId, moduleSlug: page.slug, releaseId: page.release.id, block },
    onOpen: (quote: string | null) => setReporting({ blockId: block.id, quote }),
    onClose: () => setReporting(null),
  })
  const under = (block: Block, withLink: boolean) => (
    <>
      {tips[block.id] && <LateTips tips={tips[block.id]} />}
      <BlockReporting
        {...reportOn(block)}
        confusion={confusion[block.id] ?? NOTHING_REPORTED}
        open={reporting?.blockId === block.id ? reporting : null}
        withLink={withLink}
      />
    </>
  )
  return (
    <LessonBlocks
      blocks={blocks}
      nested={(block) => (
        <>
          <Practice
            block={block}
            place={{ personId, releaseId: page.release.id, blockId: block.id }}
            states={page}
            rule={page.lesson.rule}
            products={products}
            language={language}
            onAskForHelp={() =>
              void help.submit(
                { release: page.release.id, block: block.id },
                { method: 'post', action: paths.helpRequests(page.slug) },
              )
            }
          />
          {under(block, true)}
        </>
      )}
      above={(block) => changed.has(block.id) && <NewMark label={page.release.label} />}
      beside={(block) => <UnclearLink {...reportOn(block)} open={reporting?.blockId === block.id} />}
      below={(block) => under(block, block.id === START_BLOCK)}
      by={(section) =>
        isUntouched(section, page, confusion, tips)
          ? `section ${page.slug} ${page.release.id} ${section.id} ${language} ${products.oldProduct} ${products.newProduct}`
          : null
      }
    />
  )
}

/** Whether a section with all that stands in it is still as its release has it: nothing done, answered or marked there. */
function isUntouched(
  { id, nodes }: SectionBlock,
  page: ModulePage,
  confusion: ModuleConfusion,
  tips: ModuleTips,
): boolean {
  const inside = nodes.flatMap((node) => ('block' in node ? node.block : []))
  const touched = [page.tasks, page.checks, page.videos, confusion, tips]
  if (page.refresher || page.lesson.blocks.some((block) => inside.includes(block.id) && isDrawn(block))) return false
  return [id, ...inside].every((block) => touched.every((known) => known[block] === undefined))
}

/** Whether everybody is asked in an order of their own. */
function isDrawn(block: Block): boolean {
  return block.kind === 'check' && (block.definition.shuffle === true || block.definition.draw !== undefined)
}

/** On what a refresher asks for: the rest of the module is as the learner knows it. */
function NewMark({ label }: { label: string }) {
  return (
    <p className="mark is-on new-block">
      <Icon name="update" small />
      New in release {label}
    </p>
  )
}

/** Asks the server again once it has stored something that may complete the module. */
function useFreshStanding(): void {
  const { revalidate } = useRevalidator()
  useArrivals(
    useCallback(
      (events: readonly LearningEventDraft[]) => {
        if (events.some(({ type }) => TELLING.has(type))) void revalidate()
      },
      [revalidate],
    ),
  )
}
