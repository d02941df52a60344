import { writeFile } from 'node:fs/promises'
import { command, say } from './command.ts'
import { DATA_MODEL_DOCUMENT, dataModelDocument } from './documents/data-model.ts'
import { METRICS_DOCUMENT, metricsDocument } from './documents/metrics.ts'

/**
 * Writes what documents tell of the code: docs/metrics.md from the definitions that figures follow, and the pictures of
 * docs/data-model.md from the schema. Tests fail while they are stale.
 */
await command(async () => {
  await writeFile(METRICS_DOCUMENT, metricsDocument())
  await writeFile(DATA_MODEL_DOCUMENT, await dataModelDocument())
  say('docs/metrics.md and docs/data-model.md are written.')
})
