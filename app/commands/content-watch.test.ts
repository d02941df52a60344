import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createServer } from 'vite'
import { expect, onTestFinished, test } from 'vitest'
import { aContentFolder } from '#tests/makers/content.ts'
import { reloadOnContent } from './content-watch.ts'

/** A busy machine takes its time. */
const PATIENCE = { timeout: 15_000, interval: 300 }

/** A page of the development server, as far as it hears from it. */
async function anOpenPage(root: string, content: string) {
  const vite = await createServer({
    ...{ configFile: false, root, appType: 'custom', logLevel: 'silent', optimizeDeps: { noDiscovery: true } },
    server: { host: '127.0.0.1', port: 0, strictPort: false },
  })
  onTestFinished(() => vite.close())
  reloadOnContent(vite, content)
  await Promise.all([once(vite.watcher, 'ready'), vite.listen()])
  const address = vite.httpServer?.address()
  const port = address && typeof address === 'object' ? address.port : 0
  const page = new WebSocket(`ws://127.0.0.1:${port}/?token=${vite.config.webSocketToken}`, 'vite-hmr')
  onTestFinished(() => page.close())
  const heard: string[] = []
  page.addEventListener('message', ({ data }) => heard.push((JSON.parse(String(data)) as { type: string }).type))
  await expect.poll(() => heard, PATIENCE).toContain('connected')
  return { heard, watcher: vite.watcher }
}

test('open pages are reloaded when a content file changes, wherever the folder is', async () => {
  const [root, content] = [await aContentFolder({ 'other.txt': '' }), await aContentFolder({ 'pilot/a.mdx': '# A' })]
  const { heard, watcher } = await anOpenPage(root, content)
  const noticed = once(watcher, 'all')
  await writeFile(path.join(root, 'other.txt'), 'no content')
  await noticed
  expect(heard).not.toContain('full-reload')
  // Written until it is heard: nothing says when a folder that was added has begun to be watched.
  let written = 0
  const write = () => writeFile(path.join(content, 'pilot/a.mdx'), `# Other words, ${++written}`)
  await expect.poll(() => write().then(() => heard), PATIENCE).toContain('full-reload')
})
