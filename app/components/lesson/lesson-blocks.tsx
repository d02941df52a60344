import { memo, type ReactNode } from 'react'
import { type Block, type LessonNode, type SectionBlock, START_BLOCK } from '#app/lessons/tree.ts'
import '#app/styles/lesson.css'
import { SameForAll } from '../same-for-all.tsx'

/** A block that stands in a section and is acted on, not read. */
export type NestedBlock = Exclude<Block, SectionBlock>

type LessonBlocksProps = {
  blocks: readonly Block[]
  /** a task, a check or a video, wherever it stands */
  nested: (block: NestedBlock) => ReactNode
  /** at the right of a section's head: "Something unclear?" */
  beside?: (block: SectionBlock) => ReactNode
  /** above a block: that it is new */
  above?: (block: Block) => ReactNode
  /** under a section: the report that was opened there */
  below?: (block: SectionBlock) => ReactNode
  /** what decides how a section looks, if that is no reader's own: see `SameForAll` */
  by?: (block: SectionBlock) => string | null
}

/** The reading column: every section with its head, its text and what is practised in it. */
export function LessonBlocks({ blocks, by, ...parts }: LessonBlocksProps) {
  const byId = new Map(blocks.map((block) => [block.id, block]))
  return blocks.filter(isSection).map((section) => (
    <SameForAll key={section.id} by={by?.(section) ?? null}>
      <Section section={section} byId={byId} {...parts} />
    </SameForAll>
  ))
}

type SectionProps = Omit<LessonBlocksProps, 'blocks' | 'by'> & {
  section: SectionBlock
  byId: ReadonlyMap<string, Block>
}

function Section({ section, byId, nested, beside, above, below }: SectionProps) {
  return (
    <section id={section.id} className="lesson-block">
      {above?.(section)}
      <SectionTop section={section} aside={beside?.(section)} />
      {section.nodes.map((node, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the nodes of a release never change their order
        <Node key={place} node={node} byId={byId} nested={nested} above={above} />
      ))}
      {below?.(section)}
    </section>
  )
}

const isSection = (block: Block): block is SectionBlock => block.kind === 'section'

/** The text before the first heading has no head to see; its title is there for those who listen. */
function SectionTop({ section, aside }: { section: SectionBlock; aside: ReactNode }) {
  if (section.id === START_BLOCK) return <h2 className="sr">{section.title}</h2>
  return (
    <header className="lesson-block-head">
      <h2>{section.title}</h2>
      {aside}
    </header>
  )
}

function Node({
  node,
  byId,
  nested,
  above,
}: {
  node: LessonNode
  byId: ReadonlyMap<string, Block>
  nested: LessonBlocksProps['nested']
  above: LessonBlocksProps['above']
}) {
  if ('html' in node) return <Prose html={node.html} />
  const block = byId.get(node.block)
  if (!block || isSection(block)) return null
  return (
    <div id={block.id} className="nested">
      {above?.(block)}
      {block.kind !== 'video' && <NeedsScript />}
      {nested(block)}
    </div>
  )
}

/** Practice is recorded by the page itself, so without scripts there is none; the text is there all the same. */
function NeedsScript() {
  return (
    <noscript>
      <p className="small muted">
        JavaScript is off in this browser. You can read everything, but practice and checks need it.
      </p>
    </noscript>
  )
}

/** An author's text, sanitised when the release was compiled. `small` is for text inside the interface. */
export const Prose = memo(function Prose({ html, small = false }: { html: string; small?: boolean }) {
  return (
    <div
      className={small ? 'prose prose-small' : 'prose'}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised at compilation, see docs/security.md
      dangerouslySetInnerHTML={{ __html: html }}
    />
  )
})
