import { createHash } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { projectRoot } from '#app/platform/project.server.ts'
import type { Compiled, Document, DocumentKind } from './document.ts'
import { mediaIn } from './media.ts'
import { FILE_START, type Outcome } from './problem.ts'

/** Raised whenever the compiler makes something else of the same source; it only parts caches, never releases. */
const COMPILER_VERSION = 1

const WORKER = path.join(projectRoot, 'app/lessons/compile.worker.ts')
/** What reading one file may take, and how often is looked. A long lesson takes a third of it. */
const MEMORY_MB = 384
const LOOK_EVERY_MS = 50
/**
 * V8's own limit, out of reach: whatever grows past it in one step (the markers of a deep quotation do) ends not the
 * thread but the whole process.
 */
const HEAP_LIMIT_MB = 1_024
const MOST_REMEMBERED = 500

/** Compiles content files, one at a time, in a thread of its own. */
export type Compiler = {
  compile: <Kind extends DocumentKind>(document: Document<Kind>) => Promise<Outcome<Compiled[Kind]>>
  /** ends the thread; a later call starts another */
  close: () => Promise<void>
}

type Reply = { outcome: Outcome<never> } | { failure: string }

/**
 * A compiler that remembers what it compiled, by content. A file is given `limitMs`, then the thread is ended and
 * the file has a problem. An unused thread ends after `idleMs`, because it holds some ninety megabytes.
 */
export function createCompiler({ limitMs = 10_000, idleMs = 5_000 } = {}): Compiler {
  const remembered = rememberer<Outcome<unknown>>()
  let worker: Promise<Worker> | null = null
  let queue: Promise<unknown> = Promise.resolve()
  let idle: NodeJS.Timeout | null = null

  const leave = (): Promise<Worker> | null => {
    if (idle) clearTimeout(idle)
    const leaving = worker
    worker = null
    return leaving
  }
  const close = async () => {
    const leaving = await leave()
    if (leaving) await ended(leaving)
  }
  const work = async (document: Document, key: string): Promise<Outcome<unknown>> => {
    if (idle) clearTimeout(idle)
    worker ??= startedWorker()
    const reply = await answered(await worker, document, limitMs)
    if (typeof reply === 'string') {
      await (await leave())?.terminate()
      return failed(document, reply)
    }
    idle = setTimeout(() => void close(), idleMs).unref()
    if ('failure' in reply) return failed(document, `This file cannot be compiled: ${reply.failure}`)
    // Only what depends on nothing but the content: the next time there may be more time.
    remembered.keep(key, reply.outcome)
    return reply.outcome
  }
  return {
    close,
    async compile<Kind extends DocumentKind>(document: Document<Kind>) {
      const key = contentKey(document)
      const turn = queue.then(() => remembered.recall(key) ?? work(document, key))
      queue = turn.catch(() => {})
      return (await turn) as Outcome<Compiled[Kind]>
    },
  }
}

/** Starting takes most of a second, which is not the file's time. */
async function startedWorker(): Promise<Worker> {
  const worker = new Worker(WORKER, {
    env: {},
    argv: [],
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB },
  })
  // Whoever waits for a reply hears of an error; one that comes while the thread is being ended is nobody's.
  worker.on('error', () => {})
  await once(worker, 'message')
  worker.unref()
  return worker
}

/** The worker's reply, or words for why there is none; then the worker is of no use any more. */
async function answered(worker: Worker, document: Document, limitMs: number): Promise<Reply | string> {
  const waiting = new AbortController()
  const { signal } = waiting
  worker.ref()
  worker.postMessage(document)
  try {
    return await Promise.race([
      once(worker, 'message', { signal }).then(([reply]) => reply as Reply),
      once(worker, 'exit', { signal }).then(() => 'The compiler ended while it read this file.'),
      sleep(limitMs, `This file took more than ${limitMs / 1000} s to compile and was given up. ${SHORTER}`, {
        signal,
      }),
      outgrown(worker, signal).then(() => `This file takes more than ${MEMORY_MB} MB to compile. ${SHORTER}`),
    ])
  } catch (error) {
    return `The compiler failed on this file: ${(error as Error).message}`
  } finally {
    waiting.abort()
    worker.unref()
  }
}

/** Resolves once the thread holds more memory than it may; rejects when nobody waits any more. */
async function outgrown(worker: Worker, signal: AbortSignal): Promise<void> {
  for (;;) {
    await sleep(LOOK_EVERY_MS, null, { signal })
    // A thread that is ending has no heap to tell of.
    const heap = await worker.getHeapStatistics().catch(() => null)
    if (heap && heap.used_heap_size > MEMORY_MB * 2 ** 20) return
  }
}

/** Lets the thread end by itself, or ends it after a second. */
async function ended(worker: Worker): Promise<void> {
  const waiting = new AbortController()
  const { signal } = waiting
  worker.ref()
  worker.postMessage('end')
  await Promise.race([once(worker, 'exit', { signal }), sleep(1_000, null, { signal })]).catch(() => {})
  waiting.abort()
  await worker.terminate()
}

const SHORTER = 'Make it shorter or simpler.'

function failed({ source }: Document, message: string): Outcome<never> {
  return { compiled: null, problems: [{ file: source.path, ...FILE_START, message }] }
}

/** Names a document by everything that its compiled form depends on. */
function contentKey({ kind, source, products }: Document): string {
  const { path: file, format, text, media } = source
  const shelf = mediaIn(text, media).map(({ name, hash }) => [name, hash])
  return createHash('sha256')
    .update(JSON.stringify([COMPILER_VERSION, kind, file, format, text, shelf, products]))
    .digest('hex')
}

/** A memory of limited size that forgets the oldest first. */
function rememberer<Value>() {
  const values = new Map<string, Value>()
  return {
    recall: (key: string) => values.get(key),
    keep(key: string, value: Value) {
      values.set(key, value)
      for (const oldest of values.keys()) if (values.size > MOST_REMEMBERED) values.delete(oldest)
    },
  }
}
