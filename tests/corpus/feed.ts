import { availableParallelism } from 'node:os'
import { createCompiler } from '#app/lessons/compiler.server.ts'
import type { CompiledModule } from '#app/lessons/module.server.ts'
import { type Outcome, problemLine } from '#app/lessons/problem.ts'
import { harmIn, htmlIn } from '../makers/drawn-html.ts'
import type { ElsewhereFile } from './written-elsewhere.ts'

/** What became of a file. `faults` are what the compiler did wrong, not what the author did. */
export type Fed = { file: ElsewhereFile; end: 'accepted' | 'refused' | 'given up'; ms: number; faults: string[] }

type Feeding = { limitMs?: number; say?: (done: number) => void }

/**
 * Gives each file to a compiler in a thread of its own, as many at a time as there are processors. `limitMs`: another
 * limit for a file than every compiler's.
 */
export async function feed(files: readonly ElsewhereFile[], { limitMs, say = () => {} }: Feeding = {}): Promise<Fed[]> {
  const fed: Fed[] = []
  const waiting = [...files]
  const work = async () => {
    const compiler = createCompiler(limitMs === undefined ? {} : { limitMs })
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      const began = performance.now()
      const source = { path: `file.${file.format}`, format: file.format, text: file.text, media: {} }
      const outcome = await compiler.compile({ kind: 'module', source, products: { oldProduct: 'A', newProduct: 'B' } })
      fed.push({ file, end: endOf(outcome), ms: performance.now() - began, faults: faultsOf(file, outcome) })
      say(fed.length)
    }
    await compiler.close()
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return fed
}

/** The limits of time and memory are an answer too. */
const GIVEN_UP = /was given up|MB to compile/

function endOf({ compiled, problems }: Outcome<CompiledModule>): Fed['end'] {
  if (compiled) return 'accepted'
  return problems.some(({ message }) => GIVEN_UP.test(message)) ? 'given up' : 'refused'
}

/** Words that no author could act on: they are about us. */
const OUR_FAILURE =
  /^This file cannot be compiled: (?!it is nested)|^The compiler |undefined|\[object|is not a function|Cannot read/

function faultsOf({ text }: ElsewhereFile, { compiled, problems }: Outcome<CompiledModule>): string[] {
  if (compiled) return htmlIn(compiled.lesson).flatMap(harmIn)
  if (problems.length === 0) return ['neither accepted nor refused']
  const lines = text.split('\n')
  return problems.flatMap((problem) => {
    const { line, column, message } = problem
    const isThere = line >= 1 && line <= lines.length && column >= 1 && column <= (lines[line - 1]?.length ?? 0) + 1
    const isReadable = message.trim() !== '' && message.length <= 650 && !/\p{Cc}/u.test(message)
    return isThere && isReadable && !OUR_FAILURE.test(message) ? [] : [problemLine(problem)]
  })
}
