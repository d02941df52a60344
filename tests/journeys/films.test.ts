import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { open, PHONE, scrollsSideways } from '../browser.ts'
import { expectClean } from './clean.ts'
import { tabTo } from './keyboard.ts'
import { openDemo } from './stage.ts'
import { signIn } from './visitors.ts'

const demo = await openDemo()

const FILM = '/modules/sign-in#sign-in-video'
const filmOn = (page: Page) => page.getByRole('figure').filter({ has: page.locator('video') })
const aNewcomer = async (name: string) => {
  const email = await demo.aNewcomer(name, ['readers'])
  return { email, page: await signIn(await demo.aVisitor(), email) }
}
const watchOf = async (email: string) =>
  (
    await demo.rows<{ seconds: number; duration: number; position: number }>(
      'SELECT w.seconds, w.duration, w.position FROM video_watch w JOIN person p ON p.id = w.person_id WHERE p.email = $1',
      [email],
    )
  )[0]
const stands = (page: Page) =>
  page.locator('video').evaluate(({ currentTime, paused, playbackRate, textTracks }: HTMLVideoElement) => ({
    ...{ at: currentTime, paused, speed: playbackRate },
    captions: textTracks[0]?.mode === 'showing',
  }))
const untilPlayedTo = (page: Page, seconds: number) =>
  page.waitForFunction((to) => (document.querySelector('video')?.currentTime ?? 0) > to, seconds)

/** Opens the film without its sound, once our own controls are there. */
async function openFilm(page: Page): Promise<void> {
  await open(page, FILM)
  await filmOn(page).getByRole('button', { name: 'Play', exact: true }).waitFor()
  await page.locator('video').evaluate((film: HTMLVideoElement) => {
    film.muted = true
  })
}

test('a film is played, sped up, sought and captioned by keyboard', async () => {
  const { page } = await aNewcomer('Frida Moe')
  await openFilm(page)
  const film = filmOn(page)
  await expectClean(page)
  await tabTo(page, film.getByRole('button', { name: 'Play', exact: true }))
  await page.keyboard.press('Space')
  await film.getByRole('button', { name: 'Pause', exact: true }).waitFor()
  await untilPlayedTo(page, 0.3)
  await page.keyboard.press('>')
  await page.keyboard.press('>')
  await expect.poll(async () => (await stands(page)).speed).toBe(1.5)
  await expect.poll(() => film.getByLabel('Speed').inputValue()).toBe('1.5')
  await page.keyboard.press('<')
  await film.getByText('Speed 1.25×').waitFor()
  expect((await stands(page)).captions).toBe(true)
  await page.keyboard.press('c')
  await expect.poll(async () => (await stands(page)).captions).toBe(false)
  await film.getByRole('button', { name: 'Captions', pressed: false }).waitFor()
  await page.keyboard.press('Space')
  await film.getByRole('button', { name: 'Play', exact: true }).waitFor()
  const before = (await stands(page)).at
  await page.keyboard.press('ArrowRight')
  await expect.poll(async () => (await stands(page)).at).toBeCloseTo(before + 5, 1)
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect.poll(async () => (await stands(page)).at).toBe(0)
  await page.setViewportSize(PHONE)
  expect(await scrollsSideways(page)).toBe(false)
})

test('a chapter leads to its place; what is passed over is not watched, and any device goes on where it was left', async () => {
  const { page, email } = await aNewcomer('Gorm Aas')
  await openFilm(page)
  const film = filmOn(page)
  await film.getByRole('button', { name: 'Arrive, and leave again' }).click()
  await expect.poll(async () => (await stands(page)).at).toBeCloseTo(32, 0)
  const chapter = film.getByRole('button', { name: 'Arrive, and leave again' })
  await expect.poll(() => chapter.getAttribute('aria-current')).toBe('true')
  await film.getByRole('button', { name: 'Play', exact: true }).click()
  await untilPlayedTo(page, 33)
  await film.getByRole('button', { name: 'Pause', exact: true }).click()
  await film.getByText(/^Watched \d%\. 90% is needed\.$/).waitFor()
  const watch = await watchOf(email)
  expect(watch?.seconds).toBeLessThan(8)
  expect(watch?.position).toBeGreaterThanOrEqual(33)
  expect(watch?.duration).toBeGreaterThan(45)

  const elsewhere = await signIn(await demo.aVisitor(), email)
  await openFilm(elsewhere)
  await expect.poll(async () => (await stands(elsewhere)).at).toBeCloseTo(watch?.position ?? 0, 0)
})

test('the whole film counts at any speed that is offered, not faster, and completes what asks for it', async () => {
  const { page, email } = await aNewcomer('Hedda Lie')
  await openFilm(page)
  const film = filmOn(page)
  await page.locator('video').evaluate((video: HTMLVideoElement) => {
    video.playbackRate = 16
  })
  await film.getByRole('button', { name: 'Play', exact: true }).click()
  await page.waitForFunction(() => document.querySelector('video')?.ended)
  await expect.poll(async () => (await watchOf(email))?.position).toBeGreaterThan(40)
  expect((await watchOf(email))?.seconds).toBe(0)
  await film.getByLabel('Speed').selectOption('2')
  await film.getByRole('button', { name: 'Play', exact: true }).click()
  await page.waitForFunction(() => document.querySelector('video')?.ended, null, { timeout: 60_000 })
  await film.getByText(/^Watched (9\d|100)%\.$/).waitFor()
  const onward = page.getByRole('navigation', { name: 'Onward' })
  await onward.getByText('Complete', { exact: true }).waitFor()
  const watch = await watchOf(email)
  expect(watch?.seconds).toBeGreaterThanOrEqual(Math.floor((watch?.duration ?? 0) * 0.9))
  const completions = await demo.rows(
    'SELECT FROM completion c JOIN person p ON p.id = c.person_id WHERE p.email = $1',
    [email],
  )
  expect(completions.length).toBe(1)
})

test('a film that cannot be loaded says so and shows its words', async () => {
  const { page } = await aNewcomer('Ivar Nes')
  await page.route('**/media/*.mp4', (route) => route.abort('failed'))
  await open(page, FILM)
  const film = filmOn(page)
  await film.getByText('This film cannot be played here. Its words stand below.').waitFor()
  await film.getByText('There is nothing to install.').waitFor()
  await expectClean(page)
  await page.unroute('**/media/*.mp4')
  await film.getByRole('button', { name: 'Try again' }).click()
  await film.getByRole('button', { name: 'Play', exact: true }).waitFor()
  demo.expectComplaint(/ERR_FAILED/)
})

test('a player gets the part of a film that it asks for', async () => {
  const { page } = await aNewcomer('Jorun Vik')
  await open(page, FILM)
  const address = (await page.locator('video source').getAttribute('src')) ?? ''
  const part = await page.request.get(address, { headers: { range: 'bytes=100-299' } })
  expect(part.status()).toBe(206)
  expect(part.headers()['content-range']).toMatch(/^bytes 100-299\/\d+$/)
  expect((await part.body()).length).toBe(200)
  const past = await page.request.get(address, { headers: { range: 'bytes=99999999-' } })
  expect(past.status()).toBe(416)
})
