import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { METRICS_DOCUMENT, metricsDocument } from './metrics.ts'

test('docs/metrics.md says what the definitions say; else run node app/commands/documents.ts', async () => {
  expect(await readFile(METRICS_DOCUMENT, 'utf8')).toBe(metricsDocument())
})
