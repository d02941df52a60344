import { existsSync } from 'node:fs'
import path from 'node:path'
import { asTable } from '#app/commands/bench-report.ts'
import { command, say } from '#app/commands/command.ts'
import { TRACE } from './constructs.ts'
import { type Fed, feed } from './feed.ts'
import { wholeCorpus } from './written-elsewhere.ts'

/**
 * `npm run content:corpus [FOLDER …]`: gives the compiler every Markdown and MDX file of the installed packages, and of
 * the folders that are named, as they are; and files made of them with what other systems understand. Says what became of
 * them, and exits with 1 if one was neither accepted nor refused with words and a place.
 */
await command(async (folders) => {
  const { found, made } = await wholeCorpus(folders.map((folder) => path.resolve(folder)))
  const fed = await feed([...found, ...made], {
    say: (done) => {
      if (done % 500 === 0) say(`${done} of ${found.length + made.length} files`)
    },
  })
  const asTheyAre = new Set(found)
  const parts: [string, Fed[]][] = [
    ['Markdown, as it is', fed.filter(({ file }) => asTheyAre.has(file) && file.format === 'md')],
    ['MDX, as it is', fed.filter(({ file }) => asTheyAre.has(file) && file.format === 'mdx')],
    ['Markdown, altered', fed.filter(({ file }) => !asTheyAre.has(file) && file.format === 'md')],
    ['MDX, altered', fed.filter(({ file }) => !asTheyAre.has(file) && file.format === 'mdx')],
    ['all', fed],
  ]
  const heads = ['files', 'n', 'accepted', 'refused', 'given up', 'slowest, ms']
  say(`\n${asTable([heads, ...parts.map(rowOf)], [1, 2, 3, 4, 5])}\n`)
  const faults = fed.flatMap(({ file, faults: some }) => some.map((fault) => `${file.name}: ${fault}`))
  if (existsSync(TRACE)) faults.push(`Something that an author wrote was run: ${TRACE}`)
  for (const fault of faults) say(fault)
  if (faults.length === 0) say('Each was accepted, or refused with words and a place; nothing in them was run.')
  process.exitCode = faults.length > 0 ? 1 : 0
})

function rowOf([name, fed]: [string, Fed[]]): string[] {
  const having = (end: Fed['end']) => String(fed.filter((one) => one.end === end).length)
  const slowest = Math.round(Math.max(0, ...fed.map(({ ms }) => ms)))
  return [name, String(fed.length), having('accepted'), having('refused'), having('given up'), String(slowest)]
}
