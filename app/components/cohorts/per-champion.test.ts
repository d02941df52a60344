import { expect, test } from 'vitest'
import { perChampionText } from './per-champion.ts'

test('members for each champion are told where there are several, to one decimal', () => {
  const text = (members: number, champions: string[]) => perChampionText({ members, champions })
  expect([text(20, []), text(20, ['Noor'])]).toEqual([undefined, undefined])
  expect(text(20, ['Noor', 'Tomasz'])).toBe('10 for each champion')
  expect(text(13, ['Noor', 'Tomasz'])).toBe('6.5 for each champion')
  expect(text(20, ['Ines', 'Noor', 'Tomasz'])).toBe('6.7 for each champion')
})
