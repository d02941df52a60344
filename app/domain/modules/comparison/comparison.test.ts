import { expect, test } from 'vitest'
import { aCheck, aLab, aLesson, aSection } from '#tests/makers/lessons.ts'
import { compareReleases } from './comparison.ts'

type Parts = NonNullable<NonNullable<Parameters<typeof aLesson>[0]>['blocks']>
const blocksOf = (blocks: Parts) => aLesson({ blocks }).lesson.blocks
const compared = (before: Parts, after: Parts) => compareReleases(blocksOf(before), blocksOf(after))
const added = (lines: { kind: string; words: string }[][]) =>
  lines.flat().flatMap(({ kind, words }) => (kind === 'same' ? [] : words.trim()))

test('only what differs is shown, in the order of the newer release; the rest is named', () => {
  const { changed, same } = compared(
    [aSection('start'), aSection('gone'), aLab('enter')],
    [aSection('start'), aLab('enter', 'Enter invoice 4712.'), aSection('after')],
  )
  expect(changed.map(({ id, how }) => [id, how])).toEqual([
    ['gone', 'removed'],
    ['enter', 'changed'],
    ['after', 'new'],
  ])
  expect(same).toEqual(['About start'])
})

test('a changed block shows which words changed', () => {
  const [block] = compared([aSection('start', 'The net amount.')], [aSection('start', 'The gross amount.')]).changed
  expect(added(block?.before ?? [])).toEqual(['net'])
  expect(added(block?.after ?? [])).toEqual(['gross'])
})

test('a block under another id is the same block', () => {
  const [block] = compared([{ ...aLab('enter'), title: 'Enter' }], [{ ...aLab('enter-it'), title: 'Enter' }]).changed
  expect(block).toMatchObject({ id: 'enter-it', how: 'renamed', beyondWords: null })
})

test('what is accepted as right is not shown, but that it changed is said', () => {
  const lab = aLab('enter')
  if (lab.definition.setting !== 'lab') throw new Error('a lab')
  const text = JSON.stringify(lab.definition)
  const stricter = {
    ...lab,
    definition: JSON.parse(text.replaceAll('"1200.00"', '"1300.00"')) as typeof lab.definition,
  }
  const { changed } = compared([lab], [stricter])
  expect(changed).toMatchObject([
    { id: 'enter', how: 'changed', beyondWords: expect.stringContaining('accepted as right') },
  ])
  expect(JSON.stringify(changed)).not.toMatch(/1[23]00\.00|gross-as-net|That is gross/)
})

test('a check is compared by its questions and choices', () => {
  const [block] = compared([aCheck('check', 'Which amount?')], [aCheck('check', 'Which date?')]).changed
  expect(added(block?.after ?? [])).toEqual(['date?', 'date?'])
  expect(JSON.stringify(block)).toContain('Choice 1')
})
