import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import { build } from 'vite'
import { projectRoot } from '#app/platform/project.server.ts'

/** What the gallery can show: `?show=` of its address; nothing is the parts of every page. */
export const GALLERY_PAGES = ['', 'lesson', 'door'] as const

/** Another one: an example of docs/authoring.md, which whoever opens it brings along. */
export const EXAMPLE_PAGE = 'example'

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.mp4': 'video/mp4',
  '.vtt': 'text/vtt',
}

/** Films and pictures are those of the demo. */
const MEDIA = path.join(projectRoot, 'content/brackwater')

/** Builds the gallery from the parts as they are now, and serves it on a free port until it is closed. */
export async function openGallery(): Promise<{ url: string; close: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gangway-gallery-'))
  await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    plugins: [tailwindcss()],
    esbuild: { jsx: 'automatic' },
    build: { outDir: folder, target: 'es2022', emptyOutDir: true },
  })
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://gallery.invalid')
    const home = pathname.startsWith('/media/') ? MEDIA : folder
    const file = path.join(home, pathname === '/' ? 'index.html' : path.normalize(pathname))
    try {
      const body = await readFile(file)
      response.setHeader('Content-Type', TYPES[path.extname(file)] ?? 'application/octet-stream').end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
      await rm(folder, { recursive: true })
    },
  }
}
