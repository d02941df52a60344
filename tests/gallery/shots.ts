import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { aBrowser } from '../browser.ts'
import { GALLERY_PAGES, openGallery } from './open-gallery.ts'

/*
 * Pictures of the gallery, on a phone and on a wide screen, light and dark: `node tests/gallery/shots.ts FOLDER`.
 * For looking at a change of the design system beside what it was before.
 */
const folder = process.argv[2] ?? '.data/gallery'
await mkdir(folder, { recursive: true })
const gallery = await openGallery()
const browser = await aBrowser()
for (const page of GALLERY_PAGES) {
  for (const width of [360, 1600]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const tab = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, reducedMotion: 'reduce' })
      await tab.goto(`${gallery.url}/?show=${page}`, { waitUntil: 'networkidle' })
      await tab.screenshot({
        path: path.join(folder, `${page || 'parts'}-${width}-${colorScheme}.png`),
        fullPage: true,
      })
      await tab.close()
    }
  }
}
await browser.close()
await gallery.close()
