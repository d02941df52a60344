import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { createCompiler } from '#app/lessons/compiler.server.ts'
import { readContent } from '#app/lessons/content.server.ts'
import { MEDIA_TYPES } from '#app/lessons/media.ts'
import { MEASURES } from '#app/lessons/migration-file.ts'
import { compileModule } from '#app/lessons/module.server.ts'
import { problemLine } from '#app/lessons/problem.ts'
import { TEMPLATE_VARIABLES } from '#app/lessons/template-variables.ts'
import { type ComponentName, HTML_IN_MDX, ruleOf, VOCABULARY } from '#app/lessons/vocabulary.ts'
import { projectRoot } from '#app/platform/project.server.ts'
import { AUTHORING, authoringPage, DEMO_MEDIA, demoMedia } from './gallery/authoring-page.ts'
import { aContentFolder, PRODUCTS, problemsIn } from './makers/content.ts'

/** docs/authoring.md is all that an author has: its examples compile, and nothing of the vocabulary is missing. */
const { examples, text } = await authoringPage()
const media = await demoMedia()
const fragments = examples.filter(({ file, language }) => file === null && language === 'mdx')
const files = examples.filter(({ file }) => file !== null)

describe('every example', () => {
  test.for(fragments.map(({ line, source }) => [line, source] as const))(
    'at line %i compiles in a module as it stands',
    async ([, source]) => {
      const module = source.startsWith('---') ? source : `---\ntitle: A title\n---\n\n${source}`
      const { problems } = await compileModule({ path: 'a.mdx', format: 'mdx', text: module, media }, PRODUCTS)
      expect(problems.map(problemLine)).toEqual([])
    },
  )

  test('that is a whole file lies in a content folder without a problem, beside the others', async () => {
    expect(files.map(({ file }) => file?.split('/', 1)[0]).sort()).toEqual([
      'migration.yaml',
      'modules',
      'playbooks',
      'templates',
    ])
    const folder = await aContentFolder(Object.fromEntries(files.map(({ file, source }) => [file, source])))
    await mkdir(path.join(folder, 'media'))
    for (const name of Object.keys(media)) await copyFile(path.join(DEMO_MEDIA, name), path.join(folder, 'media', name))
    const compiler = createCompiler()
    const { migrations, problems } = await readContent(folder, compiler)
    await compiler.close()
    expect(problems.map(problemLine)).toEqual([])
    expect(migrations).toMatchObject([{ modules: [{}], playbooks: [{}], templates: [{}] }])
  })
})

/** Everything that is set as code, in lines or in blocks. */
const code = (some: string) => [...some.matchAll(/```[\s\S]*?```|`[^`\n]+`/g)].map(([found]) => found).join('\n')
const sections = text.split(/^(?=##+ )/m)
const names = Object.keys(VOCABULARY) as ComponentName[]

describe('the page', () => {
  test.for(names)('shows <%s>, and names all that it takes where it does', (name) => {
    const shown = examples.filter(({ source }) => new RegExp(`<${name}[\\s>]`).test(source))
    expect(shown.length).toBeGreaterThan(0)
    const about = code(sections.filter((section) => new RegExp(`\\b${name}\\b`).test(code(section))).join('\n'))
    const missing = Object.keys(ruleOf(name).attributes).filter((taken) => !new RegExp(`\\b${taken}\\b`).test(about))
    expect(missing).toEqual([])
  })

  test('names every field of front matter', async () => {
    const [problem = ''] = await problemsIn('---\ntitle: A\nnothing: 1\n---\n')
    const fields = /Allowed: (.*)\.$/.exec(problem)?.[1]?.split(', ') ?? []
    expect(fields.length).toBeGreaterThan(10)
    expect(fields.filter((field) => !text.includes(`| \`${field}\` |`))).toEqual([])
  })

  test('names all HTML, media, variables and measures that there are', () => {
    const all = code(text)
    const tags = Object.keys(HTML_IN_MDX).map((tag) => `<${tag}`)
    const kinds = Object.keys(MEDIA_TYPES).filter((extension) => extension !== 'jpeg')
    const words = [...tags, ...kinds, ...TEMPLATE_VARIABLES, ...MEASURES]
    expect(words.filter((word) => !all.includes(word))).toEqual([])
  })

  test('has the picture of every example that it shows, and no other lies beside it', async () => {
    const pictures = (await readdir(path.join(projectRoot, 'docs/authoring'))).filter((name) => name.endsWith('.png'))
    const shown = examples.flatMap(({ picture }) => (picture ? [`${picture}.png`] : []))
    expect(pictures.sort()).toEqual(shown.sort())
    const inText = [...(await readFile(AUTHORING, 'utf8')).matchAll(/\]\(authoring\/([\w-]+\.png)\)/g)]
    expect(inText.map(([, name]) => name).sort()).toEqual(pictures)
  })
})
