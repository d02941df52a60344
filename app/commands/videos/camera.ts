import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { drawn, drawnStep } from './screen.ts'
import type { Move, Scene, Screen, Screens, Storyboard } from './storyboard.ts'
import { FRAMES_PER_SECOND, GLIDE, LETTER, LIGHT, lengthOf, OPENING, PRESS, sceneLength } from './timing.ts'

/** One picture of a film and how long it stands, in milliseconds. */
export type Frame = { file: string; ms: number }

type Point = { x: number; y: number }

/** Where the pointer rests when a film begins. */
const START: Point = { x: 1100, y: 600 }

/** Takes the pictures of one storyboard. A screen that follows itself is not drawn anew, so that typed words stay. */
export class Camera {
  readonly #page: Page
  readonly #folder: string
  readonly #frames: Frame[] = []
  #pointer = START

  constructor(page: Page, folder: string) {
    this.#page = page
    this.#folder = folder
  }

  /** The whole film, frame by frame; and the picture that stands for it. */
  async film(storyboard: Storyboard, screens: Screens): Promise<{ frames: Frame[]; poster: string }> {
    let shown = ''
    let poster = ''
    for (const [index, scene] of storyboard.scenes.entries()) {
      if (scene.screen !== shown) await draw(this.#page, screenNamed(screens, scene.screen))
      shown = scene.screen
      await this.#scene(scene, drawnStep(scene.step, index + 1, storyboard.scenes.length))
      if (index + 1 === storyboard.poster) poster = this.#frames.at(-1)?.file ?? ''
    }
    return { frames: this.#frames, poster }
  }

  async #scene(scene: Scene, step: string) {
    await this.#page.evaluate(announce, step)
    await this.#point(this.#pointer)
    await this.#hold(OPENING)
    let spent = OPENING
    for (const move of scene.moves) {
      await this.#move(move)
      spent += lengthOf(move)
    }
    await this.#hold(sceneLength(scene) - spent)
  }

  async #move(move: Move): Promise<void> {
    if ('wait' in move) return this.#hold(lengthOf(move))
    if ('light' in move) {
      await this.#page.evaluate(light, move.light)
      return this.#hold(LIGHT)
    }
    const target = 'type' in move ? move.into : 'click' in move ? move.click : move.point
    await this.#glide(target)
    if ('point' in move) return
    await this.#press()
    if ('type' in move) await this.#type(move.into, move.type)
  }

  /** Moves the pointer to a target: fast in the middle, slow at both ends. */
  async #glide(target: string) {
    const from = this.#pointer
    const to = await this.#spotOn(target)
    const frames = (GLIDE / 1000) * FRAMES_PER_SECOND
    for (let frame = 1; frame <= frames; frame++) {
      const share = (1 - Math.cos((Math.PI * frame) / frames)) / 2
      await this.#point({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share })
      await this.#hold(GLIDE / frames)
    }
  }

  async #press() {
    await this.#page.evaluate(press, true)
    await this.#hold(PRESS)
    await this.#page.evaluate(press, false)
  }

  async #type(target: string, words: string) {
    const letters = [...words]
    for (let count = 1; count <= letters.length; count++) {
      await this.#page.evaluate(write, { target, words: letters.slice(0, count).join('') })
      await this.#hold(LETTER)
    }
  }

  /** Where the pointer comes to rest: low on the target, so that its words can be read. */
  async #spotOn(target: string): Promise<Point> {
    const box = await this.#page.locator(`[data-target="${target}"]`).first().boundingBox({ timeout: 2000 })
    if (!box) throw new Error(`The screen shows no “${target}”.`)
    return { x: box.x + Math.min(box.width * 0.6, 220), y: box.y + box.height * 0.85 }
  }

  async #point(to: Point) {
    this.#pointer = to
    await this.#page.evaluate(pointAt, to)
  }

  async #hold(ms: number) {
    const file = join(this.#folder, `${String(this.#frames.length).padStart(5, '0')}.png`)
    await writeFile(file, await this.#page.screenshot())
    this.#frames.push({ file, ms })
  }
}

/** One picture of a screen, with what matters lit up. */
export async function still(page: Page, screen: Screen, lit: string[], height: number, file: string): Promise<void> {
  await draw(page, screen)
  await page.evaluate(announce, '')
  for (const target of lit) await page.evaluate(light, target)
  await page.screenshot({ path: file, clip: { x: 0, y: 40, width: 1280, height } })
}

export function screenNamed(screens: Screens, name: string): Screen {
  const screen = screens[name]
  if (!screen) throw new Error(`There is no screen “${name}” in screens.yaml.`)
  return screen
}

async function draw(page: Page, screen: Screen) {
  await page.evaluate((html) => {
    const stage = document.getElementById('screen')
    if (stage) stage.innerHTML = html
  }, drawn(screen))
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
}

// What follows runs in the page, so each function stands by itself.

function announce(step: string) {
  const strip = document.getElementById('step')
  if (strip) strip.innerHTML = step
}

function pointAt({ x, y }: Point) {
  const pointer = document.getElementById('pointer')
  if (!pointer) return
  pointer.style.visibility = 'visible'
  pointer.style.transform = `translate(${x}px, ${y}px)`
}

function press(isDown: boolean) {
  document.getElementById('pointer')?.classList.toggle('pressed', isDown)
}

function light(target: string) {
  for (const lit of document.querySelectorAll('.lit')) lit.classList.remove('lit')
  document.querySelector(`[data-target="${target}"]`)?.classList.add('lit')
}

function write({ target, words }: { target: string; words: string }) {
  for (const typed of document.querySelectorAll('.typing')) typed.classList.remove('typing')
  const text = document.querySelector(`[data-target="${target}"] [data-text]`)
  if (!text) throw new Error(`Nothing can be typed into “${target}”.`)
  text.textContent = words
  text.classList.add('typing')
}
