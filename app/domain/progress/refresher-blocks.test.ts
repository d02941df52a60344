import { expect, test } from 'vitest'
import { aCheck, aLab, aLesson, aSection } from '#tests/makers/lessons.ts'
import { refresherBlocks } from './refresher-blocks.ts'

const { blocks } = aLesson({
  blocks: [
    aSection('start'),
    aSection('enter'),
    { ...aLab('lab'), parent: 'enter' },
    { ...aCheck('check'), parent: 'enter' },
    aSection('after'),
  ],
}).lesson

test('only the changed blocks are shown, a task in the section that it stands in', () => {
  const { shown, known } = refresherBlocks(blocks, ['lab'])
  expect(shown.map(({ id }) => id)).toEqual(['enter', 'lab'])
  expect(known).toEqual(['About start', 'About after'])
})

test('of a changed section, what is practised in it and did not change is left out', () => {
  expect(refresherBlocks(blocks, ['enter']).shown.map(({ id }) => id)).toEqual(['enter'])
})

test('a release that asks for everything leaves nothing out', () => {
  const all = blocks.map(({ id }) => id)
  expect(refresherBlocks(blocks, all)).toMatchObject({ shown: blocks, known: [] })
})
