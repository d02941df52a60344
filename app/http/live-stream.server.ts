import { Refusal } from '#app/domain/errors.ts'
import { viewerOfSession } from '#app/domain/identity/sessions.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { isDatabaseAway } from '#app/platform/database/away.ts'
import { subscribe } from '#app/platform/live.server.ts'
import { logger } from '#app/platform/logger.server.ts'
import { type RequestContext, visitContext } from './context.server.ts'
import { liveStreams } from './measures.server.ts'
import { requireViewerOr401 } from './viewer.server.ts'

/** How often a stream looks by itself, says that it is there, and makes sure that its viewer is still signed in. */
const BEAT_MS = 15_000
/** A browser opens few; the oldest makes place, so that nobody can hold connections without end. */
const MOST_OF_A_PERSON = 12
/** Messages that wait for a reader who does not read; whole states follow, so that later ones may be left out. */
const WAITING = 4

type Live<State> = {
  topics: readonly string[]
  /** the whole of what is shown, as the viewer may see it now; called again at every announcement */
  look: (viewer: Viewer) => Promise<State>
}

const open = new Set<Stream>()

/**
 * Server-sent events: the whole state at first, and again whenever one of the topics is announced and it has changed;
 * `now` beside it is our clock, by which pages count on.
 * A message is never a difference, so that a lost one or a new connection costs nothing. `beat` says that we are there;
 * `over`, with kind and words, that there is nothing more to come: signed out, refused, or open too often.
 */
export function liveStream<State>(request: Request, context: RequestContext, live: Live<State>): Response {
  const viewer = requireViewerOr401(context)
  const { sessionId } = context.get(visitContext)
  const stream = new Stream({ ...live, viewer, sessionId })
  const ofPerson = [...open].filter(({ personId }) => personId === viewer.personId)
  if (ofPerson.length >= MOST_OF_A_PERSON) ofPerson[0]?.end({ kind: 'elsewhere', words: ELSEWHERE })
  const body = stream.begin()
  request.signal.addEventListener('abort', () => stream.close())
  if (request.signal.aborted) stream.close()
  return new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'private, no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  })
}

const ELSEWHERE = 'This page is open in many windows. Load it again to follow it here.'

/** Ends all streams, so that the process can end; browsers connect again, to another instance or the next start. */
export function endStreams(): void {
  for (const stream of open) stream.close()
}

class Stream {
  readonly #live: Live<unknown> & { viewer: Viewer; sessionId: string | null }
  readonly #text = new TextEncoder()
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null
  #leave: (() => void)[] = []
  #beat: NodeJS.Timeout | undefined
  #looking = false
  #again = false
  #sent = ''

  constructor(live: Live<unknown> & { viewer: Viewer; sessionId: string | null }) {
    this.#live = live
  }

  get personId(): string {
    return this.#live.viewer.personId
  }

  begin(): ReadableStream<Uint8Array> {
    open.add(this)
    liveStreams.inc()
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller
      },
      cancel: () => this.close(),
    })
    this.#leave = this.#live.topics.map((topic) => subscribe(topic, () => void this.#look()))
    this.#beat = setInterval(() => void this.#onBeat(), BEAT_MS)
    void this.#look()
    return body
  }

  /** Says that nothing more will come, and why. */
  end(why: { kind: string; words: string }): void {
    this.#send('over', JSON.stringify(why))
    this.close()
  }

  close(): void {
    if (!open.delete(this)) return
    liveStreams.dec()
    clearInterval(this.#beat)
    for (const leave of this.#leave) leave()
    try {
      this.#controller?.close()
    } catch {
      // Whoever read has left already.
    }
    this.#controller = null
  }

  /** Looks once at a time: what is announced meanwhile makes it look once more. */
  async #look(): Promise<void> {
    this.#again = true
    if (this.#looking) return
    this.#looking = true
    try {
      while (this.#again) {
        this.#again = false
        this.#tell(JSON.stringify(await this.#live.look(this.#live.viewer)))
      }
    } catch (error) {
      this.#fail(error)
    } finally {
      this.#looking = false
    }
  }

  #tell(state: string): void {
    if (state === this.#sent || (this.#controller?.desiredSize ?? 0) < -WAITING) return
    this.#sent = state
    this.#send('state', `{"now":"${new Date().toISOString()}","state":${state}}`)
  }

  #fail(error: unknown): void {
    if (error instanceof Refusal) this.end({ kind: error.kind, words: error.message })
    else if (!isDatabaseAway(error)) logger.error({ err: error }, 'a live page could not be looked at')
    // The browser connects again in a moment, and then looks anew.
    this.close()
  }

  async #onBeat(): Promise<void> {
    const { sessionId } = this.#live
    try {
      const viewer = sessionId === null ? null : await viewerOfSession(sessionId, new Date())
      if (viewer === null) return this.end({ kind: 'signed-out', words: 'You are signed out.' })
      this.#live.viewer = viewer
    } catch (error) {
      return this.#fail(error)
    }
    if ((this.#controller?.desiredSize ?? 0) < -WAITING) return this.close()
    this.#send('beat', '')
    await this.#look()
  }

  #send(event: string, data: string): void {
    this.#controller?.enqueue(this.#text.encode(`event: ${event}\ndata: ${data}\n\n`))
  }
}
