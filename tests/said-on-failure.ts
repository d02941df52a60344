import { afterEach } from 'vitest'
import { openPages, whatIsShown } from './browser.ts'

// Whoever reads of a failure may have the log alone: it says what the pages showed when the test gave up.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const page of openPages()) console.log(`When "${task.name}" failed: ${await whatIsShown(page)}`)
})
