import { ensureChromium } from './chromium.ts'
import { command } from './command.ts'
import { ensureBuild } from './preparation.ts'
import { runPackage } from './program.ts'

/**
 * `npm test`: every test, with everything that they need: a Chromium, a built portal, and (made by tests/global-setup.ts)
 * a PostgreSQL. Arguments go to the runner: `npm test -- app/domain/practice`. Ends with the runner's code.
 */
await command(async (args) => {
  const chromium = await ensureChromium()
  await ensureBuild()
  const { code } = await runPackage('vitest', ['run', ...args], { shown: true, env: { CHROMIUM: chromium } })
  process.exitCode = code
})
