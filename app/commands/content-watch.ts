import path from 'node:path'
import type { ViteDevServer } from 'vite'

/**
 * Reloads the pages that are open when a file of the content folder changes: what they show of it is read anew at each
 * request. Writing a file makes several changes; browsers take those of one moment as one.
 */
export function reloadOnContent({ watcher, ws }: Pick<ViteDevServer, 'watcher' | 'ws'>, folder: string): void {
  watcher.add(folder)
  watcher.on('all', (_event, file) => {
    if (isInside(folder, path.resolve(file))) ws.send({ type: 'full-reload', path: '*' })
  })
}

function isInside(folder: string, file: string): boolean {
  return file.startsWith(folder + path.sep)
}
