import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from '#app/platform/project.server.ts'

/** Something made from sources: it is fresh while a stamp beside it holds the hash of what it was made from. */
export type Made = { stamp: string; sources: string[]; leaveOut?: RegExp }

/** Whether what was made is still what its sources would give. */
export function isFresh(made: Made): boolean {
  const stamp = path.join(projectRoot, made.stamp)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOf(made)
}

/** Takes the stamp away before making, so that a killed build is never taken for a whole one. */
export function beginMaking(made: Made): { finish: () => void } {
  const stamp = path.join(projectRoot, made.stamp)
  const hash = hashOf(made)
  rmSync(stamp, { force: true })
  return { finish: () => writeFileSync(stamp, hash) }
}

/** By content, not by time: a checkout or a copy changes times without changing anything. */
export function hashOf(made: Pick<Made, 'sources' | 'leaveOut'>): string {
  const hash = createHash('sha256')
  for (const source of made.sources) {
    for (const file of filesOf(source)) {
      if (!made.leaveOut?.test(file)) hash.update(`${file}\0`).update(readFileSync(path.join(projectRoot, file)))
    }
  }
  return hash.digest('hex')
}

function filesOf(source: string): string[] {
  const whole = path.join(projectRoot, source)
  if (!statSync(whole).isDirectory()) return [source]
  const entries = readdirSync(whole, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(projectRoot, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort()
}
