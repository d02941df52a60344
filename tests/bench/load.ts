import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Answered, Load } from './load-generator.ts'

/** Puts load on servers from a process of its own, so that asking does not slow down whoever answers. */
export type LoadGenerator = { put: (load: Load) => Promise<Answered>; stop: () => void }

export function startLoadGenerator(): LoadGenerator {
  const child = fork(path.join(import.meta.dirname, 'load-generator.ts'), { execArgv: [] })
  const ended = once(child, 'exit').then((): never => {
    throw new Error('The load generator has ended.')
  })
  ended.catch(() => {})
  return {
    put: async (load) => {
      child.send(load)
      const [answered] = (await Promise.race([once(child, 'message'), ended])) as [Answered]
      if (answered.bad > 0) {
        throw new Error(`${answered.bad} of ${answered.answers} answers were not ${load.expect}: ${load.asks[0]?.path}`)
      }
      return answered
    },
    stop: () => child.kill(),
  }
}
