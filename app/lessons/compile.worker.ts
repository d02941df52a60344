/**
 * The thread in which content is compiled. It has an empty environment, and `compiler.server.ts` ends it when a file
 * takes too long: what authors write can neither read the server's secrets nor hold the server up.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort } from 'node:worker_threads'
import { stop } from 'esbuild'
import type { Document } from './document.ts'
import { compileMigration } from './migration-file.server.ts'
import { compileModule } from './module.server.ts'
import { compileRest } from './module-rest.server.ts'
import { compilePlaybook } from './playbook.server.ts'
import { compileTemplate } from './template.server.ts'

function compile({ kind, source, products }: Document) {
  switch (kind) {
    case 'migration':
      return compileMigration(source.path, source.text)
    case 'module':
      return compileModule(source, products)
    case 'rest':
      return compileRest(source, products)
    case 'playbook':
      return compilePlaybook(source, products)
    case 'template':
      return compileTemplate(source, products)
  }
}

/** Ends the bundler's process and gives it the moment to be gone; one whose thread is no more would stay as a zombie. */
async function end() {
  await stop()
  await sleep(50)
  process.exit()
}

/** What recursion cannot follow is the only failure that an author can do anything about. */
function wordsFor(error: unknown): string {
  if (error instanceof RangeError)
    return 'it is nested too deeply. Use fewer levels of lists, quotations or components.'
  return error instanceof Error ? error.message : String(error)
}

parentPort?.on('message', async (document: Document | 'end') => {
  if (document === 'end') return end()
  try {
    parentPort?.postMessage({ outcome: await compile(document) })
  } catch (error) {
    parentPort?.postMessage({ failure: wordsFor(error) })
  }
})
parentPort?.postMessage('ready')
