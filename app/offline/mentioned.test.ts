import { expect, test } from 'vitest'
import { filesIn, filmsIn, picturesIn } from './mentioned.ts'

const HASH = 'a'.repeat(64)
const page = `
  <link rel="stylesheet" href="/assets/root-D3x_a-1.css"/><link rel="preload" href="/assets/serif-latin.woff2"/>
  <link rel="modulepreload" href="/assets/manifest-55a1.js"/><script type="module">import "/assets/manifest-55a1.js";
  import * as route0 from "/assets/root-Bq1.js";</script>
  <img src="/media/${HASH}.png"/><video src="/media/${HASH}.mp4"><track src="/media/${HASH}.vtt"/></video>
  <a href="/assets">assets</a><a href="https://elsewhere.example/media/x.png">elsewhere</a>`

test('a page needs its scripts, styles and fonts, each once, and not the list of all routes', () => {
  expect(filesIn(page)).toEqual(['/assets/root-D3x_a-1.css', '/assets/serif-latin.woff2', '/assets/root-Bq1.js'])
})

test('pictures and captions are told apart from films', () => {
  expect(picturesIn(page)).toEqual([`/media/${HASH}.png`, `/media/${HASH}.vtt`])
  expect(filmsIn(page)).toEqual([`/media/${HASH}.mp4`])
})

test('a page that mentions nothing needs nothing', () => {
  expect([filesIn('<p>Words.</p>'), picturesIn(''), filmsIn('')]).toEqual([[], [], []])
})
