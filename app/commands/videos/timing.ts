import type { Move, Scene, Storyboard } from './storyboard.ts'

/** Frames a second. Enough for a pointer that glides, and half the work of 25. */
export const FRAMES_PER_SECOND = 20
const FRAME = 1000 / FRAMES_PER_SECOND

/** Milliseconds; each is a whole number of frames, so that captions and picture cannot drift apart. */
export const GLIDE = 14 * FRAME
export const PRESS = 4 * FRAME
export const LETTER = 2 * FRAME
export const LIGHT = 6 * FRAME
/** stillness before the first move of a scene, to read the step */
export const OPENING = 16 * FRAME

/** Comfortable reading of captions in a second language, in words a second, and the least for a glance. */
const WORDS_A_SECOND = 2.7
const GLANCE = 1200

export type Cue = { from: number; to: number; text: string }

/** How long a move takes. */
export function lengthOf(move: Move): number {
  if ('wait' in move) return wholeFrames(move.wait * 1000)
  if ('type' in move) return GLIDE + PRESS + [...move.type].length * LETTER
  if ('click' in move) return GLIDE + PRESS
  if ('light' in move) return LIGHT
  return GLIDE
}

/** How long a scene stands: until its moves are done and its words can have been read. */
export function sceneLength(scene: Scene): number {
  const moves = scene.moves.reduce((sum, move) => sum + lengthOf(move), OPENING)
  return Math.max(moves + wholeFrames(600), wholeFrames(readingTime(scene.says)))
}

/** The captions: one a sentence, sharing the scene's time by their length. */
export function cuesOf(storyboard: Storyboard): Cue[] {
  let start = 0
  return storyboard.scenes.flatMap((scene) => {
    const sentences = sentencesOf(scene.says)
    const whole = sentences.reduce((sum, sentence) => sum + readingTime(sentence), 0)
    const length = sceneLength(scene)
    let from = start
    const cues = sentences.map((text) => {
      const to = from + wholeFrames((readingTime(text) / whole) * length)
      const cue = { from, to, text }
      from = to
      return cue
    })
    start += length
    const last = cues.at(-1)
    if (last) last.to = start
    return cues
  })
}

/** The captions as a WebVTT file. */
export function webVtt(cues: Cue[]): string {
  const blocks = cues.map((cue) => `${clock(cue.from)} --> ${clock(cue.to)}\n${cue.text}\n`)
  return ['WEBVTT\n', ...blocks].join('\n')
}

function sentencesOf(text: string): string[] {
  return text.trim().split(/(?<=[.?!])\s+(?=[A-Z])/)
}

function readingTime(text: string): number {
  return GLANCE + (text.split(/\s+/).length / WORDS_A_SECOND) * 1000
}

function wholeFrames(ms: number): number {
  return Math.ceil(ms / FRAME) * FRAME
}

function clock(ms: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`
}
