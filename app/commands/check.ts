import { command, say } from './command.ts'
import { ensureDatabaseClient } from './preparation.ts'
import { type ProgramEnd, runPackage, runProgram } from './program.ts'

type Check = { name: string; run: () => Promise<ProgramEnd> }

/** What must hold of the source; each is one tool, and each is run whatever the others say. */
const CHECKS: Check[] = [
  { name: 'types', run: checkTypes },
  { name: 'lint and format', run: () => runPackage('@biomejs/biome biome', ['check', '--error-on-warnings']) },
  {
    name: 'dependency rules',
    run: () =>
      runPackage('dependency-cruiser depcruise', ['app', 'prisma', 'tests', '--config', '.dependency-cruiser.cjs']),
  },
  { name: 'unused code', run: () => runPackage('knip', []) },
  { name: 'content', run: () => runProgram(process.execPath, ['app/commands/content-check.ts']) },
]

/** `npm run check`: runs every check, shows what each has to say that did not hold, and fails if any did not. */
await command(async () => {
  await ensureDatabaseClient()
  let failed = 0
  for (const { name, run } of CHECKS) {
    const began = performance.now()
    const { code, output } = await run()
    const seconds = ((performance.now() - began) / 1000).toFixed(0)
    say(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name} (${seconds} s)`)
    if (code === 0) continue
    failed++
    say(`\n${output.trim()}\n`)
  }
  say(failed === 0 ? 'All checks hold.' : `${failed} of ${CHECKS.length} checks do not hold.`)
  process.exitCode = failed === 0 ? 0 : 1
})

/** The routes' types are generated: without them, the routes do not compile. */
async function checkTypes(): Promise<ProgramEnd> {
  const routes = await runPackage('@react-router/dev react-router', ['typegen'])
  if (routes.code !== 0) return routes
  return runPackage('typescript tsc', ['--noEmit', '--pretty', 'false'])
}
