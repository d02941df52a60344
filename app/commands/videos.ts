import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Browser, chromium } from 'playwright-core'
import { parse } from 'yaml'
import type { z } from 'zod'
import { projectRoot } from '#app/platform/project.server.ts'
import { StartProblem } from '#app/platform/start-problem.ts'
import { ensureChromium } from './chromium.ts'
import { command } from './command.ts'
import { Camera, screenNamed, still } from './videos/camera.ts'
import { encodeFilm, shrinkPicture } from './videos/encode.ts'
import { stage } from './videos/screen.ts'
import { type Screens, ScreensFile, StillsFile, StoryboardFile } from './videos/storyboard.ts'
import { cuesOf, webVtt } from './videos/timing.ts'

const WIDTH = 1280
const HEIGHT = 720

/** Draws each pixel the same way every time, so that a rebuild without a change is no change in version control. */
const STEADY = [
  '--font-render-hinting=none',
  '--disable-lcd-text',
  '--disable-partial-raster',
  '--disable-skia-runtime-opts',
  '--disable-gpu',
]

/**
 * `npm run videos -- [--media folder] [name …]` makes the films, captions and pictures of a migration from
 * `storyboards/*.yaml` in its media folder: every one, or those named. The results belong to the content and are
 * committed with it; nobody needs Chromium or ffmpeg to run the portal.
 */
await command(async (args) => {
  const { values, positionals: only } = parseArgs({
    args,
    allowPositionals: true,
    options: { media: { type: 'string' } },
  })
  const media = resolve(values.media ?? join(projectRoot, 'content/brackwater/media'))
  const storyboards = join(media, 'storyboards')
  if (!existsSync(storyboards)) throw new StartProblem(`There are no storyboards in ${media}.`)
  const screens = await read(join(storyboards, 'screens.yaml'), ScreensFile)
  const names = (await readdir(storyboards)).filter((file) => file.endsWith('.yaml')).map((file) => file.slice(0, -5))
  const films = names.filter((name) => name !== 'screens' && name !== 'stills').sort()
  const wanted = (name: string) => only.length === 0 || only.includes(name)

  const browser = await openChromium()
  try {
    if (names.includes('stills')) await makeStills(browser, media, screens, wanted)
    for (const name of films.filter(wanted)) await makeFilm(browser, media, screens, name)
  } finally {
    await browser.close()
  }
})

async function makeFilm(browser: Browser, media: string, screens: Screens, name: string) {
  const storyboard = await read(join(media, 'storyboards', `${name}.yaml`), StoryboardFile)
  await inScratch(async (scratch) => {
    const page = await openStage(browser)
    const { frames, poster } = await new Camera(page, scratch).film(storyboard, screens)
    await encodeFilm(frames, scratch, join(media, `${name}.mp4`))
    await shrinkPicture(poster, join(media, `${name}.png`))
    const cues = cuesOf(storyboard)
    await writeFile(join(media, `${name}.vtt`), webVtt(cues))
    await page.close()
    console.log(`${name}: ${frames.length} pictures, ${Math.round((cues.at(-1)?.to ?? 0) / 1000)} s`)
  })
}

async function makeStills(browser: Browser, media: string, screens: Screens, wanted: (name: string) => boolean) {
  const stills = await read(join(media, 'storyboards', 'stills.yaml'), StillsFile)
  await inScratch(async (scratch) => {
    const page = await openStage(browser)
    for (const [name, { screen, height, light }] of Object.entries(stills)) {
      if (!wanted(name)) continue
      const taken = join(scratch, `${name}.png`)
      await still(page, screenNamed(screens, screen), light, height, taken)
      await shrinkPicture(taken, join(media, `${name}.png`))
      console.log(`${name}: picture`)
    }
    await page.close()
  })
}

async function openStage(browser: Browser) {
  const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT }, offline: true })
  await page.setContent(await stage(projectRoot))
  return page
}

async function openChromium(): Promise<Browser> {
  // Chromium refuses its sandbox to root; it opens nothing here but our own pages.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath: await ensureChromium(), args: [...args, ...STEADY] })
}

async function read<Schema extends z.ZodType>(file: string, schema: Schema): Promise<z.output<Schema>> {
  const result = schema.safeParse(parse(await readFile(file, 'utf8')))
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new StartProblem(`${file}: ${issue?.path.join('.')}: ${issue?.message}`)
}

async function inScratch(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gangway-videos-'))
  try {
    await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
