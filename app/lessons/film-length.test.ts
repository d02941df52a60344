import { readFile } from 'node:fs/promises'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { projectRoot } from '#app/platform/project.server.ts'
import { aShelf, compiledModule, problemsIn, unmarked } from '#tests/makers/content.ts'
import { filmSeconds } from './film-length.server.ts'

const box = (name: string, ...content: Buffer[]): Buffer => {
  const inner = Buffer.concat(content)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + inner.length)
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, inner])
}
const numbers = (...values: number[]) =>
  Buffer.concat(
    values.map((value) => {
      const word = Buffer.alloc(4)
      word.writeUInt32BE(value)
      return word
    }),
  )
/** Version and flags, two dates, scale and length. */
const short = (scale: number, length: number) => box('mvhd', numbers(0, 0, 0, scale, length))
const long = (scale: number, length: number) => box('mvhd', numbers(0x01000000, 0, 0, 0, 0, scale, 0, length))

test('the length of an MP4 is that of its movie header, wherever it lies', () => {
  expect(
    filmSeconds(Buffer.concat([box('ftyp'), box('mdat', Buffer.alloc(30)), box('moov', short(1000, 45_650))])),
  ).toBe(45.65)
  expect(filmSeconds(Buffer.concat([box('ftyp'), box('moov', box('udta'), long(600, 1_200))]))).toBe(2)
})

test('a film in fragments says its length apart', () => {
  const fragments = (extended: Buffer) => Buffer.concat([box('ftyp'), box('moov', short(1000, 0), extended)])
  expect(filmSeconds(fragments(box('mvex', box('mehd', numbers(0, 9_000)))))).toBe(9)
  expect(filmSeconds(fragments(Buffer.alloc(0)))).toBeNull()
})

const element = (id: number[], content: Buffer, size = [0x80 | content.length]) =>
  Buffer.concat([Buffer.from([...id, ...size]), content])
const real = (value: number) => {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(value)
  return bytes
}
const EBML = element([0x1a, 0x45, 0xdf, 0xa3], Buffer.from([0x42, 0x86, 0x81, 0x01]))
const info = (...parts: Buffer[]) => element([0x15, 0x49, 0xa9, 0x66], Buffer.concat(parts))
const SCALE = element([0x2a, 0xd7, 0xb1], Buffer.from([0x0f, 0x42, 0x40]))
const duration = (value: number) => element([0x44, 0x89], real(value))

test('the length of a WebM is told by its info, also where the segment’s size is open', () => {
  const segment = (content: Buffer, size?: number[]) =>
    Buffer.concat([EBML, element([0x18, 0x53, 0x80, 0x67], content, size)])
  expect(filmSeconds(segment(info(SCALE, duration(12_500))))).toBe(12.5)
  expect(filmSeconds(segment(info(duration(3_000)), [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]))).toBe(3)
  expect(filmSeconds(segment(info(SCALE)))).toBeNull()
})

test('the films of the demo are as long as their captions, or a little longer', async () => {
  for (const name of ['sign-in', 'tour', 'two-people']) {
    const media = path.join(projectRoot, 'content/brackwater/media')
    const seconds = filmSeconds(await readFile(path.join(media, `${name}.mp4`))) ?? 0
    const captions = await readFile(path.join(media, `${name}.vtt`), 'utf8')
    const [minutes, rest] = ([...captions.matchAll(/--> 00:(\d\d:[\d.]+)/g)].at(-1)?.[1] ?? '').split(':')
    const end = Number(minutes) * 60 + Number(rest)
    expect(seconds, name).toBeGreaterThanOrEqual(end - 0.1)
    expect(seconds, name).toBeLessThan(end + 5)
  }
})

test('whatever the bytes are, there is a length or none, and nothing is thrown', () => {
  const starts = [EBML, box('ftyp'), Buffer.concat([box('ftyp'), numbers(1), Buffer.from('moov')])]
  fc.assert(
    fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 200 }), (start, rest) => {
      const seconds = filmSeconds(Buffer.concat([start, rest]))
      expect(seconds === null || (seconds > 0 && Number.isFinite(seconds))).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

const media = aShelf('tour.mp4', 'tour.vtt')
const film = (chapters: string) =>
  `<Video id="v" title="V" src="media/tour.mp4" captions="media/tour.vtt">\n${chapters}\n\nWords.\n\n</Video>`

test('a release knows how long its film is, and its chapters, which are no part of the transcript', async () => {
  const { lesson } = await compiledModule(
    film('<Chapter at="0:00">Where to *begin*</Chapter>\n<Chapter at="0:45">The end</Chapter>'),
    { media },
  )
  expect(lesson.blocks.find(({ id }) => id === 'v')).toMatchObject({
    definition: {
      seconds: 60,
      chapters: [
        { at: 0, title: 'Where to begin' },
        { at: 45, title: 'The end' },
      ],
      html: '<p>Words.</p>',
    },
  })
})

test.for([
  ['a chapter after the end', '<Chapter §at="1:00">X</Chapter>', 'The film ends before 1:00: it is 60 s long.'],
  [
    'chapters out of order',
    '<Chapter at="0:30">X</Chapter>\n<Chapter §at="0:30">Y</Chapter>',
    'Chapters stand in the order of the film, each at a time of its own.',
  ],
  [
    'a place that is none',
    '<Chapter §at="45s">X</Chapter>',
    '“at” of <Chapter> must be a place in the film as in 0:45, not “45s”.',
  ],
  ['an empty chapter', '§<Chapter at="0:10"></Chapter>', '<Chapter> is empty: write its text between its tags.'],
] as const)('%s is told at its place', async ([, chapters, message]) => {
  const { words, place } = unmarked(film(chapters))
  expect(await problemsIn(words, { media })).toEqual([`${place} ${message}`])
})

test('a film whose length cannot be read is refused', async () => {
  const unknown = { ...media, 'tour.mp4': { ...media['tour.mp4'], seconds: null } } as typeof media
  const { words, place } = unmarked(film('').replace('src=', '§src='))
  expect(await problemsIn(words, { media: unknown })).toEqual([
    `${place} “src” of <Video> names media/tour.mp4, whose length cannot be read. Export the film again, as mp4 or webm.`,
  ])
})
