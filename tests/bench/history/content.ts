import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { publish } from '#app/domain/modules/publication/publication.server.ts'
import { createCompiler } from '#app/lessons/compiler.server.ts'
import { readContent } from '#app/lessons/content.server.ts'
import { randomFrom } from '#app/platform/seeded-random.ts'

const MILESTONES = ['Find your way', 'Invoices', 'Approvals', 'Payments', 'Suppliers', 'Period close']
const AUDIENCES = 15
const MODULES_OF_A_MILESTONE = 10
/** Each milestone's first modules are everybody's, the others of some audiences. */
const FOR_EVERYBODY = 2

/** The days from today on which milestones are. */
const DATES = [-140, -105, -70, -35, 10, 45]
const STATES = ['closed', 'closed', 'live', 'live', 'training', 'planned']

/** Writes sixty modules in six milestones for fifteen audiences into `folder`, and publishes them as of `began`. */
export async function publishHistoryContent(folder: string, today: string, began: Date): Promise<void> {
  await writeContent(folder)
  const compiler = createCompiler()
  const { migrations, problems } = await readContent(folder, compiler).finally(compiler.close)
  if (problems[0]) throw new Error(`${problems[0].file}:${problems[0].line} ${problems[0].message}`)
  await publish('system', migrations, began, { today })
}

async function writeContent(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'migration.yaml'), migrationFile())
  const pattern = await readFile(path.join(import.meta.dirname, 'practice.mdx'), 'utf8')
  const random = randomFrom(6)
  const seconds = () => `${45 + Math.floor(random() * 150)}s`
  for (const [place, name] of MILESTONES.entries()) {
    const modules = path.join(folder, 'modules', `step-${place + 1}`)
    await mkdir(modules, { recursive: true })
    for (let nth = 1; nth <= MODULES_OF_A_MILESTONE; nth++) {
      const text = pattern
        .replace('{{title}}', `${name}, part ${nth}`)
        .replace('{{audiences}}', audiencesOf(nth).join(', '))
        .replace('{{enter}}', seconds())
        .replace('{{correct}}', seconds())
      await writeFile(path.join(modules, `step-${place + 1}-part-${String(nth).padStart(2, '0')}.mdx`), text)
    }
  }
}

/** Everybody, or every eighth audience. */
function audiencesOf(nth: number): string[] {
  const all = Array.from({ length: AUDIENCES }, (_, place) => `team-${String(place + 1).padStart(2, '0')}`)
  return nth <= FOR_EVERYBODY ? all : all.filter((_, place) => place % 8 === nth - FOR_EVERYBODY - 1)
}

function migrationFile(): string {
  const day = (days: number) => (days < 0 ? `today${days}` : `today+${days}`)
  const milestones = MILESTONES.map(
    (name, place) => `  - slug: step-${place + 1}
    name: "${name}"
    date: ${day(DATES[place] ?? 0)}
    state: ${STATES[place]}
    gates:
      - { measure: completion, target: ">= 85" }
      - { measure: coverage, target: ">= 70" }
      - { measure: up to date, target: ">= 90" }
      - { measure: task ratio, task: step-${place + 1}-part-01/enter, target: "<= 1.3" }
      - { measure: confusion, target: "<= 4" }`,
  )
  const audiences = Array.from({ length: AUDIENCES }, (_, place) => {
    const number = String(place + 1).padStart(2, '0')
    return `  - { slug: team-${number}, name: "Team ${number}", comfort: ${place % 3 === 0 ? 'power' : 'casual'} }`
  })
  return `name: From Ledgerline to Meridian
organisation: Brackwater Foods
old: { name: Ledgerline, version: "9" }
new: { name: Meridian }
timeZone: Europe/London

milestones:
${milestones.join('\n')}

audiences:
${audiences.join('\n')}
`
}
