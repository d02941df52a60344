import { existsSync } from 'node:fs'
import path from 'node:path'

/** The clone's root: found by its lock file, because this module also runs from inside `build/server`. */
export const projectRoot = folderOfLockFile(import.meta.dirname)

function folderOfLockFile(folder: string): string {
  if (existsSync(path.join(folder, 'package-lock.json'))) return folder
  const parent = path.dirname(folder)
  if (parent === folder) throw new Error('This file is not inside a clone of the project.')
  return folderOfLockFile(parent)
}
