import { readdirSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectRoot } from '#app/platform/project.server.ts'
import { StartProblem } from '#app/platform/start-problem.ts'
import { type Aim, type Figure, report } from './bench-report.ts'
import { command, say } from './command.ts'

/** What a file `tests/bench/<name>.bench.ts` exports. */
type Bench = { about: string; aims: Record<string, Aim>; measure: () => Promise<Figure[]> }

const folder = path.join(projectRoot, 'tests/bench')

/**
 * `npm run bench`: says which benches there are. `npm run bench <name>`: measures, prints a table, keeps the figures.
 * `npm run bench -- generate --people N`: makes what some of them measure on.
 */
await command(async ([name, ...args]) => {
  if (name === 'generate') {
    const { generateHistory } = await import(pathToFileURL(path.join(folder, 'generate.ts')).href)
    await generateHistory(args)
    process.exit(0)
  }
  const names = readdirSync(folder).flatMap((file) => /^(.+)\.bench\.ts$/.exec(file)?.[1] ?? [])
  if (name === undefined) return list(names)
  if (!names.includes(name)) throw new StartProblem(`There is no bench “${name}”. There are: ${names.join(', ')}.`)
  const began = performance.now()
  const { measure, aims } = await load(name)
  const file = await report(name, await measure(), aims)
  say(`Measured in ${Math.round((performance.now() - began) / 1000)} s, written to ${file}.`)
  process.exit(0)
})

async function list(names: readonly string[]): Promise<void> {
  for (const name of names) say(`npm run bench ${name}: ${(await load(name)).about}`)
  say('npm run bench -- generate --people 100000: the history of an organisation of so many, for benches')
}

function load(name: string): Promise<Bench> {
  return import(pathToFileURL(path.join(folder, `${name}.bench.ts`)).href)
}
