import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { aContentFolder } from '#tests/makers/content.ts'
import { createCompiler } from './compiler.server.ts'
import { readContent } from './content.server.ts'

const compiler = createCompiler()
afterAll(() => compiler.close())

const MIGRATION = [
  'name: From Ledgerline to Meridian',
  'organisation: Brackwater Foods',
  'old: { name: Ledgerline }',
  'new: { name: Meridian }',
  'timeZone: Europe/London',
  'milestones: [{ slug: pilot, name: Pilot, date: today }]',
  'audiences: [{ slug: ap-daily, name: Accounts payable }]',
].join('\n')

/** One that can stand beside the other. */
const SECOND_MIGRATION = MIGRATION.replace('slug: pilot', 'slug: first').replace('slug: ap-daily', 'slug: clerks')

/** The first bytes of a PNG of 640 × 360, which are all that is read. */
const PNG = Buffer.from('89504e470d0a1a0a0000000d494844520000028000000168', 'hex')

/** Reads a migration's folder with these files; problems are named from its root. */
async function contentOf(files: Record<string, string | Buffer>) {
  const folder = await aContentFolder({ 'migration.yaml': MIGRATION, ...files })
  const content = await readContent(folder, compiler)
  const problems = content.problems.map(
    ({ file, line, column, message }) => `${path.relative(folder, file)}:${line}:${column} ${message}`,
  )
  return { folder, files: content.files, migration: content.migrations[0], problems }
}

test('a folder is read whole: migration, modules, older releases, playbooks, templates, media', async () => {
  const { migration, problems, files, folder } = await contentOf({
    'modules/pilot/approve.mdx':
      '---\ntitle: Approve\nrelease: "2026.2"\naudiences: [ap-daily]\n---\n![The header](media/header.png)\n\n## Limits',
    'modules/pilot/approve/2026.1.mdx': '---\ntitle: Approve\nrelease: "2026.1"\n---\nText.',
    'modules/pilot/plain.md': '\uFEFF# Plain\r\n\r\nSee [limits](approve#limits).',
    'playbooks/first.mdx': '---\ntitle: First\nminutes: 5\n---\nText.',
    'templates/stuck.md': '---\ntitle: Stuck\narea: approvals\n---\nHello {{learner.firstName}}',
    'media/header.png': PNG,
    'media/notes.txt': 'left alone',
    '.DS_Store': '',
    'modules/.hidden': '',
  })
  expect(problems).toEqual([])
  expect(files).toBe(6)
  expect(migration?.slug).toBe(path.basename(folder))
  expect(
    migration?.modules.map(({ slug, isCurrent, milestone, header }) => [slug, header.release, isCurrent, milestone]),
  ).toEqual([
    ['approve', '2026.2', true, 'pilot'],
    ['plain', '1', true, 'pilot'],
    ['approve', '2026.1', false, 'pilot'],
  ])
  expect(migration?.modules[0]?.media).toMatchObject([{ name: 'header.png', width: 640, height: 360, bytes: 24 }])
  expect(migration?.mediaPaths).toEqual({ 'header.png': path.join(folder, 'media/header.png') })
  expect(migration?.modules[1]?.source).toBe('# Plain\n\nSee [limits](approve#limits).')
  expect(migration?.playbooks.map(({ slug }) => slug)).toEqual(['first'])
  expect(migration?.templates.map(({ slug }) => slug)).toEqual(['stuck'])
})

test('a release is known by its text and its media', async () => {
  const hashOf = async (text: string, picture: Buffer) => {
    const { migration } = await contentOf({ 'modules/pilot/a.md': text, 'media/a.png': picture, 'media/b.png': PNG })
    return migration?.modules[0]?.hash
  }
  const first = await hashOf('# A\n\n![a](media/a.png)', PNG)
  expect(await hashOf('# A\r\n\r\n![a](media/a.png)', PNG)).toBe(first)
  expect(await hashOf('# A\n\n![b](media/a.png)', PNG)).not.toBe(first)
  expect(await hashOf('# A\n\n![a](media/a.png)', Buffer.concat([PNG, PNG]))).not.toBe(first)
})

test('names that lead nowhere are told across files', async () => {
  const { problems } = await contentOf({
    'modules/pilot/approve.mdx':
      '---\ntitle: A\naudiences: [ap-dayly]\nneeds: [sign-in]\n---\n[a](limits) [b](other#limit)\n',
    'modules/pilot/other.mdx': '---\ntitle: B\n---\n## Limits',
    'modules/pilt/lost.mdx': '---\ntitle: C\n---\n',
    'playbooks/first.mdx':
      '---\ntitle: First\nminutes: 5\n---\n<Agenda><Part title="A" minutes="5" module="aprove">T</Part></Agenda>',
    'templates/stuck.md': '---\ntitle: Stuck\narea: approvals\nmodule: aprove\n---\nHello',
  })
  expect(problems).toEqual([
    'modules/pilt/lost.mdx:1:1 There is no milestone “pilt” in migration.yaml. Did you mean “pilot”?',
    'modules/pilot/approve.mdx:3:13 There is no audience “ap-dayly” in migration.yaml. Did you mean “ap-daily”?',
    'modules/pilot/approve.mdx:4:9 There is no module “sign-in”.',
    'modules/pilot/approve.mdx:6:1 There is no module “limits”.',
    'modules/pilot/approve.mdx:6:13 The module “other” has no block “limit”. Did you mean “limits”?',
    'playbooks/first.mdx:5:37 There is no module “aprove”. Did you mean “approve”?',
    'templates/stuck.md:4:9 There is no module “aprove”. Did you mean “approve”?',
  ])
})

test('gates measure tasks that there are', async () => {
  const gates = (task: string) => `, gates: [{ measure: task ratio, task: ${task}, target: "<= 1" }]`
  const withGate = (task: string) =>
    contentOf({
      'migration.yaml': MIGRATION.replace('date: today', `date: today${gates(task)}`),
      'modules/pilot/approve.mdx': '---\ntitle: A\n---\n<Task id="drill" title="T">Do it.</Task>',
    })
  expect((await withGate('approve/drill')).problems).toEqual([])
  expect((await withGate('approve/dril')).problems).toEqual([
    'migration.yaml:6:92 The module “approve” has no task “dril”. Did you mean “drill”?',
  ])
  const unknown = await withGate('approves/drill')
  expect(unknown.problems[0]).toContain('There is no module “approves”. Did you mean “approve”?')
  expect(unknown.migration).toBeUndefined()
})

test('names given twice and older releases without a place are told', async () => {
  const { problems } = await contentOf({
    'migration.yaml': MIGRATION.replace('date: today }', 'date: today }, { slug: cutover, name: C, date: today }'),
    'modules/cutover/approve.mdx': '---\ntitle: A\n---\n',
    'modules/pilot/approve.mdx': '---\ntitle: A\n---\n',
    'modules/pilot/approve/2026.1.mdx': '---\ntitle: A\nrelease: "2026.0"\n---\n',
    'modules/pilot/gone/1.mdx': '---\ntitle: A\n---\n',
  })
  expect(problems).toEqual([
    expect.stringMatching(
      /^modules\/pilot\/approve\.mdx:1:1 Another module is called “approve”: .*cutover\/approve\.mdx\.$/,
    ),
    'modules/pilot/approve/2026.1.mdx:1:1 This is release “2026.0”, so its file is called 2026.0.mdx.',
    'modules/pilot/gone/1.mdx:1:1 An older release needs its current one beside it: gone.mdx.',
  ])
})

test('modules that need each other are told', async () => {
  const module = (needs: string) => `---\ntitle: A\nneeds: [${needs}]\n---\n`
  const { problems } = await contentOf({
    'modules/pilot/a.mdx': module('b'),
    'modules/pilot/b.mdx': module('c'),
    'modules/pilot/c.mdx': module('b'),
  })
  expect(problems).toEqual([
    'modules/pilot/b.mdx:1:1 “b” needs modules that need it in turn. Take one of them out of “needs”.',
    'modules/pilot/c.mdx:1:1 “c” needs modules that need it in turn. Take one of them out of “needs”.',
  ])
})

test('files that cannot be content are told', async () => {
  const { problems } = await contentOf({
    'modules/loose.mdx': '# A',
    'modules/pilot/My Module.mdx': '# A',
    'modules/pilot/notes.txt': 'x',
    'modules/pilot/latin.md': Buffer.from([0x23, 0x20, 0xe4]),
    'modules/pilot/zero.md': '# A\n\nText\0',
    'modules/pilot/escaped.mdx': '---\ntitle: "A\\0"\nsummary: "\\ud800"\n---\n',
  })
  expect(problems).toEqual([
    'modules/loose.mdx:1:1 A module lies in the folder of its milestone, as in modules/pilot/name.mdx.',
    "modules/pilot/My Module.mdx:1:1 A file's name is its slug: lower case letters, digits and single hyphens.",
    'modules/pilot/latin.md:1:1 This file is not text in UTF-8.',
    'modules/pilot/notes.txt:1:1 Only .mdx and .md files can lie here.',
    'modules/pilot/escaped.mdx:2:8 An escape here stands for no character that can be kept. Write the character itself.',
    'modules/pilot/escaped.mdx:3:10 An escape here stands for no character that can be kept. Write the character itself.',
    'modules/pilot/zero.md:3:5 There is a character here that no text can hold (U+0000). Delete it.',
  ])
})

test('a broken file is left out, and the others can be used', async () => {
  const { migration, problems } = await contentOf({
    'modules/pilot/broken.mdx': '---\ntitle: A\n---\n{1}',
    'modules/pilot/sound.mdx': '---\ntitle: B\n---\nSee [A](broken).',
  })
  expect(problems).toHaveLength(1)
  expect(migration?.modules.map(({ slug }) => slug)).toEqual(['sound'])
})

test('without a sound migration.yaml nothing can be published, and everything is still checked', async () => {
  const { migration, problems } = await contentOf({
    'migration.yaml': MIGRATION.replace('Europe/London', 'Leeds'),
    'modules/pilot/broken.mdx': '---\ntitle: A\n---\n{1}',
  })
  expect(migration).toBeUndefined()
  expect(problems).toHaveLength(2)
})

test('a folder of migrations is read as each of them', async () => {
  const folder = await aContentFolder({
    'one/migration.yaml': MIGRATION,
    'two/migration.yaml': SECOND_MIGRATION,
    'two/modules/first/a.md': '# A',
  })
  const content = await readContent(folder, compiler)
  expect(content.problems).toEqual([])
  expect(content.migrations.map(({ slug, modules }) => [slug, modules.length])).toEqual([
    ['one', 0],
    ['two', 1],
  ])
})

test('a slug names one thing in the deployment: what a second migration gives again is told and left out', async () => {
  const module = '---\ntitle: A\nrelease: "2"\n---\n'
  const playbook = '---\ntitle: P\nminutes: 5\n---\nText.'
  const template = '---\ntitle: T\narea: other\n---\nText.'
  const folder = await aContentFolder({
    'one/migration.yaml': MIGRATION,
    'one/modules/pilot/approve.mdx': module,
    'one/playbooks/first.mdx': playbook,
    'one/templates/stuck.md': template,
    'two/migration.yaml': SECOND_MIGRATION,
    'two/modules/first/approve.mdx': module,
    'two/modules/first/approve/1.mdx': '---\ntitle: A\nrelease: "1"\n---\n',
    'two/modules/first/other.mdx': module,
    'two/playbooks/first.mdx': playbook,
    'two/playbooks/first.md': playbook,
    'two/templates/stuck.md': template,
    'three/migration.yaml': MIGRATION,
  })
  const { migrations, problems } = await readContent(folder, compiler)
  const again = (kind: string, slug: string, file: string) =>
    `Another ${kind} is called “${slug}”: ${path.join(folder, file)}. Slugs are unique in the deployment; choose another.`
  expect(
    problems.map(({ file, line, column, message }) => [path.relative(folder, file), line, column, message]),
  ).toEqual([
    ['three/migration.yaml', 6, 22, again('milestone', 'pilot', 'one/migration.yaml')],
    ['three/migration.yaml', 7, 21, again('audience', 'ap-daily', 'one/migration.yaml')],
    ['two/modules/first/approve.mdx', 1, 1, again('module', 'approve', 'one/modules/pilot/approve.mdx')],
    ['two/modules/first/approve/1.mdx', 1, 1, again('module', 'approve', 'one/modules/pilot/approve.mdx')],
    ['two/playbooks/first.md', 1, 1, again('playbook', 'first', 'one/playbooks/first.mdx')],
    ['two/playbooks/first.mdx', 1, 1, again('playbook', 'first', 'one/playbooks/first.mdx')],
    ['two/templates/stuck.md', 1, 1, again('support template', 'stuck', 'one/templates/stuck.md')],
  ])
  expect(migrations.map(({ slug, modules }) => [slug, modules.map((one) => one.slug)])).toEqual([
    ['one', ['approve']],
    ['two', ['other']],
  ])
})

test('a folder without migration is told', async () => {
  const folder = await aContentFolder({ 'modules/pilot/a.md': '# A' })
  const { problems } = await readContent(folder, compiler)
  expect(problems.map(({ message }) => message)).toEqual([
    'There is no migration.yaml, neither here nor one folder below.',
  ])
})
