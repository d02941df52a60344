import { useId } from 'react'
import { Link } from 'react-router'
import type { SessionNote } from '#app/domain/cohorts/running/notes.server.ts'
import type { RunModule } from '#app/domain/cohorts/running/run-page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDraft } from '#app/outbox/draft.ts'
import { localOf } from '../dates.ts'
import { ActForm } from './acting.tsx'

type WrittenProps = {
  notes: readonly SessionNote[]
  /** what the part that runs works on, where a note belongs unless it says otherwise */
  module: RunModule | undefined
  modules: Readonly<Record<string, RunModule>>
  timeZone: string
  /** under which unsent words are kept in this browser */
  draftKey: string
}

/** Questions for later: ticked off once they were talked about, or made a report. */
export function ParkingLot(props: WrittenProps) {
  const parked = props.notes.filter(({ kind }) => kind === 'parked')
  const open = parked.filter(({ ticked }) => !ticked).length
  return (
    <section id="park" aria-labelledby="park-title">
      <div className="section-head">
        <h2 id="park-title">Parking lot</h2>
        <p>{open === 0 ? 'Nothing waits' : `${open} to talk about`}</p>
      </div>
      <Notes {...props} notes={parked} />
      <AddNote kind="park" label="Add to the parking lot" placeholder="Add a question" button="Park" {...props} />
    </section>
  )
}

/** What the champion noticed, with the block that it belongs to. */
export function ChampionNotes(props: WrittenProps) {
  const own = props.notes.filter(({ kind }) => kind === 'note')
  return (
    <section id="notes" aria-labelledby="notes-title">
      <div className="section-head">
        <h2 id="notes-title">Notes</h2>
        <p>For you and the leads</p>
      </div>
      <Notes {...props} notes={own} />
      <AddNote kind="note" label="Write a note" placeholder="What was unclear?" button="Note" {...props} />
    </section>
  )
}

function Notes({ notes, module, modules, timeZone }: WrittenProps) {
  return (
    <ol className="run-notes">
      {notes.map((note) => (
        <li key={note.id} className={note.ticked ? 'is-ticked' : undefined}>
          <p>
            {note.words}
            <span className="run-sub">{aboutOf(note, modules, timeZone)}</span>
          </p>
          <div className="run-note-acts">
            {note.kind === 'parked' && (
              <ActForm act={{ kind: note.ticked ? 'untick' : 'tick', note: note.id }}>
                <button
                  type="submit"
                  className="link-btn"
                  aria-label={`${note.ticked ? 'Open again' : 'Talked about'}: ${note.words}`}
                >
                  {note.ticked ? 'Open again' : 'Talked about'}
                </button>
              </ActForm>
            )}
            <Report note={note} module={(note.module && modules[note.module]) || module} />
          </div>
        </li>
      ))}
    </ol>
  )
}

/** One press makes a report of it, at its block, or at the task of what is worked on. */
function Report({ note, module }: { note: SessionNote; module: RunModule | undefined }) {
  if (note.report) return <Link to={paths.report(note.report)}>Reported</Link>
  if (!module) return null
  const block = note.block?.id ?? homeOf(module)
  if (!block) return null
  return (
    <ActForm act={{ kind: 'report', note: note.id, module: module.slug, block }}>
      <button type="submit" className="link-btn" aria-label={`Report as unclear: ${note.words}`}>
        Report as unclear
      </button>
    </ActForm>
  )
}

/** Where something about a module belongs if nobody says: its first task, else its first block. */
const homeOf = ({ blocks }: RunModule) => (blocks.find(({ isTask }) => isTask) ?? blocks[0])?.id

function aboutOf({ by, at, block, module }: SessionNote, modules: WrittenProps['modules'], timeZone: string): string {
  const place = block?.title ?? (module ? modules[module]?.title : undefined)
  return [by ?? 'Somebody', localOf(new Date(at), timeZone).time, place].filter(Boolean).join(', ')
}

type AddProps = { kind: 'park' | 'note'; label: string; placeholder: string; button: string }

function AddNote({ kind, label, placeholder, button, module, draftKey }: AddProps & WrittenProps) {
  const [words, setWords, clear] = useDraft(`${draftKey}:${kind}`, '')
  const id = useId()
  return (
    <ActForm act={{ kind, ...(module ? { module: module.slug } : {}) }} className="run-add" onDone={clear}>
      <label className="sr" htmlFor={id}>
        {label}
      </label>
      <input
        className="input"
        id={id}
        name="words"
        value={words}
        maxLength={500}
        required
        autoComplete="off"
        placeholder={placeholder}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {kind === 'note' && module && (
        <select className="input" name="block" aria-label="About" defaultValue={homeOf(module)} key={module.slug}>
          {module.blocks.map((block) => (
            <option key={block.id} value={block.id}>
              {block.title}
            </option>
          ))}
        </select>
      )}
      <button type="submit" className="btn">
        {button}
      </button>
    </ActForm>
  )
}
