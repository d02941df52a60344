import { afterEach } from 'vitest'
import { whatPagesShow } from './browser.ts'

// Whoever reads of a failure has only the log: it says what the pages showed when the test gave up.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const shown of await whatPagesShow()) console.error(`When "${task.name}" failed: ${shown}`)
})
