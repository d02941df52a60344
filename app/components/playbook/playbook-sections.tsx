import { Link } from 'react-router'
import { paths } from '#app/http/paths.ts'
import type { AgendaPart, Checklist, Playbook, PlaybookNode } from '#app/lessons/playbook.ts'
import { START_BLOCK } from '#app/lessons/tree.ts'
import { Prose } from '../lesson/lesson-blocks.tsx'
import { VideoPlayer } from '../lesson/video-player.tsx'
import type { Ticks } from './use-ticks.ts'
import '#app/styles/playbook.css'

/** What a part of the playbook needs beside its own text. */
type Reading = { language: string; ticks: Ticks; modules: Readonly<Record<string, string>> }

/** A champion's guide, to read and to print: sections with agenda, words to say and checklists to tick. */
export function PlaybookSections({ playbook, ...reading }: { playbook: Playbook } & Reading) {
  return playbook.sections.map((section) => (
    <section key={section.id} id={section.id} className="lesson-block">
      {section.id === START_BLOCK ? (
        <h2 className="sr">{section.title}</h2>
      ) : (
        <header className="lesson-block-head">
          <h2>{section.title}</h2>
        </header>
      )}
      <Nodes nodes={section.nodes} {...reading} />
    </section>
  ))
}

function Nodes({ nodes, ...reading }: { nodes: readonly PlaybookNode[] } & Reading) {
  return nodes.map((node, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the nodes of a release never change their order
    <Node key={place} node={node} {...reading} />
  ))
}

function Node({ node, ...reading }: { node: PlaybookNode } & Reading) {
  if ('html' in node) return <Prose html={node.html} />
  if ('say' in node) return <Say html={node.say} />
  if ('checklist' in node) return <ItemsToTick {...node.checklist} ticks={reading.ticks} />
  if ('video' in node) return <VideoPlayer title={node.video.title} video={node.video} language={reading.language} />
  return <Agenda parts={node.agenda} {...reading} />
}

/** Words to say to the room, set as speech. */
function Say({ html }: { html: string }) {
  return (
    <div className="say">
      <p className="over">Say</p>
      <Prose html={html} />
    </div>
  )
}

function ItemsToTick({ id, title, items, ticks }: Checklist & { ticks: Ticks }) {
  return (
    <section className="checklist" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <ul>
        {items.map((item) => (
          <li key={item.id}>
            <label className="choice">
              <input
                type="checkbox"
                checked={ticks.has(item.id)}
                onChange={(event) => ticks.set(item.id, event.currentTarget.checked)}
              />
              {/* biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised at compilation, see docs/security.md */}
              <span dangerouslySetInnerHTML={{ __html: item.html }} />
            </label>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The parts of a session as a route: when each begins, how long it takes, who leads it. */
function Agenda({ parts, ...reading }: { parts: readonly AgendaPart[] } & Reading) {
  const starts = startsOf(parts)
  return (
    <ol className="agenda">
      {parts.map((part, place) => (
        <li key={part.id} id={part.id}>
          <span className="agenda-start num">
            <span className="sr">After </span>
            {starts[place]}
            <span className="sr"> minutes</span>
          </span>
          <div>
            <h3>{part.title}</h3>
            <p className="small muted">
              {[`${part.minutes} min`, part.who?.toLowerCase()].filter(Boolean).join(', ')}
              {part.module && reading.modules[part.module] && (
                <>
                  . Module: <Link to={paths.module(part.module)}>{reading.modules[part.module]}</Link>
                </>
              )}
            </p>
            <Nodes nodes={part.nodes} {...reading} />
          </div>
        </li>
      ))}
    </ol>
  )
}

/** Minutes from the beginning of the session at which each part begins, as `0:15`. */
function startsOf(parts: readonly AgendaPart[]): string[] {
  let minutes = 0
  return parts.map((part) => {
    const start = minutes
    minutes += part.minutes
    return `${Math.floor(start / 60)}:${String(start % 60).padStart(2, '0')}`
  })
}
