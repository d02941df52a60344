import { expect, test } from 'vitest'
import type { Scene, Storyboard } from './storyboard.ts'
import { cuesOf, FRAMES_PER_SECOND, lengthOf, sceneLength, webVtt } from './timing.ts'

const quiet: Scene = {
  screen: 'inbox',
  step: 'Look',
  says: 'This is the Inbox. It holds what waits for you.',
  moves: [],
}
const busy: Scene = { ...quiet, says: 'Type it.', moves: [{ type: '4711 4711 4711', into: 'search' }, { wait: 3 }] }
const film: Storyboard = { title: 'Two scenes', poster: 1, scenes: [quiet, busy] }

test('a scene stands until its words can be read, even if nothing moves', () => {
  expect(sceneLength(quiet)).toBeGreaterThan(4000)
})

test('a scene stands until its moves are done, even if little is said', () => {
  const moves = busy.moves.reduce((sum, move) => sum + lengthOf(move), 0)
  expect(sceneLength(busy)).toBeGreaterThan(moves)
})

test('captions follow one another without a gap and end with the film', () => {
  const cues = cuesOf(film)
  expect(cues.map((cue) => cue.text)).toEqual(['This is the Inbox.', 'It holds what waits for you.', 'Type it.'])
  expect(cues[0]?.from).toBe(0)
  for (const [index, cue] of cues.entries()) expect(cue.to).toBe(cues[index + 1]?.from ?? cue.to)
  expect(cues.at(-1)?.to).toBe(sceneLength(quiet) + sceneLength(busy))
})

test('every caption begins and ends on a frame', () => {
  const frame = 1000 / FRAMES_PER_SECOND
  for (const cue of cuesOf(film)) expect([cue.from % frame, cue.to % frame]).toEqual([0, 0])
})

test('a number with a point does not end a sentence', () => {
  const scene = { ...quiet, says: 'Pay 17,903.60 pounds. Then stop.' }
  expect(cuesOf({ ...film, scenes: [scene] }).map((cue) => cue.text)).toEqual(['Pay 17,903.60 pounds.', 'Then stop.'])
})

test('captions are written as WebVTT', () => {
  const written = webVtt([{ from: 61_250, to: 3_600_000, text: 'Open Meridian.' }])
  expect(written).toBe('WEBVTT\n\n00:01:01.250 --> 01:00:00.000\nOpen Meridian.\n')
})
