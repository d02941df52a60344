import { mkdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Page, Route } from 'playwright-core'
import { say } from '#app/commands/command.ts'
import { compileModule } from '#app/lessons/module.server.ts'
import { compilePlaybook } from '#app/lessons/playbook.server.ts'
import { problemLine } from '#app/lessons/problem.ts'
import { projectRoot } from '#app/platform/project.server.ts'
import { aBrowser } from '../browser.ts'
import { type AuthoringExample, authoringPage, DEMO_MEDIA, demoMedia } from './authoring-page.ts'
import type { ShownExample } from './example.tsx'
import { EXAMPLE_PAGE, openGallery } from './open-gallery.ts'

/*
 * The pictures of docs/authoring.md, each of the example above it, as the portal draws it:
 * `node tests/gallery/authoring-pictures.ts` makes all of them anew, `node tests/gallery/authoring-pictures.ts callout` one.
 */
const PICTURES = path.join(projectRoot, 'docs/authoring')
const WIDTH = 688
const PRODUCTS = { oldProduct: 'Ledgerline', newProduct: 'Meridian' }

const wanted = process.argv.slice(2)
const media = await demoMedia()
const { examples } = await authoringPage()
const gallery = await openGallery()
const browser = await aBrowser()
if (wanted.length === 0) await rm(PICTURES, { recursive: true, force: true })
await mkdir(PICTURES, { recursive: true })
for (const example of examples) {
  const { picture } = example
  if (picture === null || (wanted.length > 0 && !wanted.includes(picture))) continue
  const page = await browser.newPage({
    viewport: { width: WIDTH, height: 900 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })
  await page.route('**/media/*', ownMedia)
  await page.addInitScript(
    (shown) => {
      window.shownExample = shown
    },
    await compiled(example),
  )
  await page.goto(`${gallery.url}/?show=${EXAMPLE_PAGE}`, { waitUntil: 'networkidle' })
  if (example.source.includes('<Lab ')) await startLab(page)
  await takePicture(page, path.join(PICTURES, `${picture}.png`))
  say(`docs/authoring/${picture}.png`)
  await page.close()
}
await browser.close()
await gallery.close()

async function compiled({ file, source }: AuthoringExample): Promise<ShownExample> {
  const isPlaybook = file?.startsWith('playbooks/') ?? false
  const text = source.startsWith('---') ? source : `---\ntitle: An example\n---\n\n${source}`
  const document = { path: 'docs/authoring.md', format: 'mdx' as const, text, media }
  const { compiled: made, problems } = isPlaybook
    ? await compilePlaybook(document, PRODUCTS)
    : await compileModule(document, PRODUCTS)
  if (made === null) throw new Error(problems.map(problemLine).join('\n'))
  return 'playbook' in made ? { playbook: made.playbook } : { lesson: made.lesson }
}

/** Compiled media are called by their content. */
async function ownMedia(route: Route) {
  const hash = path.basename(new URL(route.request().url()).pathname).split('.')[0]
  const file = Object.values(media).find((one) => one.hash === hash)
  if (!file) return route.fulfill({ status: 404 })
  return route.fulfill({ body: await readFile(path.join(DEMO_MEDIA, file.name)) })
}

/** A lab is shown as it is when one is in it. */
async function startLab(page: Page) {
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await page.getByRole('button', { name: 'Give up' }).waitFor()
}

/** Only what was drawn, with a little air around it. */
async function takePicture(page: Page, file: string) {
  const drawn = page.locator('[data-example]')
  const box = await drawn.boundingBox()
  if (!box) throw new Error('The example is not there.')
  const air = 16
  const clip = { x: 0, y: Math.max(0, box.y - air), width: WIDTH, height: box.height + 2 * air }
  await page.setViewportSize({ width: WIDTH, height: Math.ceil(box.y + box.height + 2 * air) })
  await page.screenshot({ path: file, clip })
}
