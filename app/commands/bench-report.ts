import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { projectRoot } from '#app/platform/project.server.ts'
import { say } from './command.ts'
import { runProgram } from './program.ts'

/** One measured figure. `spread` is the least and the most of `n` measurements, `value` the one that stands for them. */
export type Figure = { id: string; value: number; unit: string; spread: [least: number, most: number]; n: number }

/** What a figure should be; the report says where it is not. */
export type Aim = { atLeast: number } | { atMost: number }

/** A figure of several measurements: their median. */
export function figureOf(id: string, unit: string, measured: readonly number[]): Figure {
  const inOrder = measured.toSorted((one, other) => one - other)
  const [least, most] = [inOrder[0] ?? 0, inOrder.at(-1) ?? 0]
  const middle = inOrder.slice(Math.floor((inOrder.length - 1) / 2), Math.floor(inOrder.length / 2) + 1)
  const median = middle.reduce((sum, one) => sum + one, 0) / Math.max(1, middle.length)
  return { id, value: rounded(median), unit, spread: [rounded(least), rounded(most)], n: measured.length }
}

/** Three digits say all that a measurement is good for. */
const rounded = (value: number) => (value >= 100 ? Math.round(value) : Number(value.toPrecision(3)))

/** Shows the figures as a table, and writes them where other programs find them; answers that file. */
export async function report(name: string, figures: readonly Figure[], aims: Record<string, Aim>): Promise<string> {
  const rows = figures.map((figure) => [
    figure.id,
    `${figure.value}`,
    figure.unit,
    `${figure.spread[0]} to ${figure.spread[1]}`,
    `${figure.n}`,
    verdict(figure, aims[figure.id]),
  ])
  say(`\n${asTable([['figure', 'value', 'unit', 'spread', 'n', 'aim'], ...rows], [1, 4])}\n`)
  const file = path.join(projectRoot, '.data/bench', `${name}.json`)
  await mkdir(path.dirname(file), { recursive: true })
  const content = { name, commit: await commit(), cores: availableParallelism(), figures }
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`)
  return path.relative(projectRoot, file)
}

function verdict({ value }: Figure, aim: Aim | undefined): string {
  if (!aim) return ''
  const holds = 'atLeast' in aim ? value >= aim.atLeast : value <= aim.atMost
  const words = 'atLeast' in aim ? `at least ${aim.atLeast}` : `at most ${aim.atMost}`
  return holds ? words : `${words}: MISSED`
}

/** The columns of numbers stand to the right, words to the left. */
export function asTable(rows: readonly string[][], numbers: readonly number[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const cell = (text: string, column: number) =>
    numbers.includes(column) ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0)
  return rows.map((row) => row.map(cell).join('  ').trimEnd()).join('\n')
}

/** What was measured, if this is a clone of the repository. */
async function commit(): Promise<string | null> {
  const { code, output } = await runProgram('git', ['rev-parse', 'HEAD'])
  return code === 0 ? output.trim() : null
}
