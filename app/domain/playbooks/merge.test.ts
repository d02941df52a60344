import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DocNode, linesOf, type PlaybookDoc } from '#app/lessons/playbook-doc/doc.ts'
import { type Choice, mergeDocs, settle } from './merge.ts'
import { changesBetween, withIdsOf } from './part-changes.ts'
import { taken, untaken, upstreamChanges } from './upstream.ts'

const part = (id: string, words: string): DocNode => ({
  type: 'paragraph',
  attrs: { id },
  content: [{ type: 'text', text: words }],
})
const doc = (parts: Record<string, string>, about = {}): PlaybookDoc => ({
  type: 'doc',
  attrs: { title: 'A morning', summary: null, minutes: 15, ...about },
  content: Object.entries(parts).map(([id, words]) => part(id, words)),
})
const read = ({ content }: PlaybookDoc): Record<string, string> =>
  Object.fromEntries(content.map((one) => [one.attrs?.id, linesOf(one).join()]))
let made = 0
const newId = () => `new-${++made}`

const BASE = doc({ a: 'Arrive', b: 'Say hello', c: 'Go home' })

test('what each changed for themselves comes together, with what each added and took out', () => {
  const mine = doc({ a: 'Arrive early', m: 'Mine', b: 'Say hello' })
  const theirs = doc({ a: 'Arrive', b: 'Say good morning', t: 'Theirs', c: 'Go home' }, { minutes: 20 })
  const { doc: merged, conflicts } = mergeDocs(BASE, mine, theirs)
  expect(conflicts).toEqual([])
  expect(Object.entries(read(merged))).toEqual([
    ['a', 'Arrive early'],
    ['m', 'Mine'],
    ['b', 'Say good morning'],
    ['t', 'Theirs'],
  ])
  expect(merged.attrs.minutes).toBe(20)
})

test('a part that both changed is a conflict, and nothing is chosen for them', () => {
  const merged = mergeDocs(BASE, doc({ ...read(BASE), b: 'Say hi' }), doc({ ...read(BASE), b: 'Say good morning' }))
  expect(merged.conflicts).toMatchObject([{ id: 'b' }])
  expect(read(settle(merged, { b: 'theirs' }, newId)).b).toBe('Say good morning')
  expect(read(settle(merged, { b: 'mine' }, newId)).b).toBe('Say hi')
  expect(Object.values(read(settle(merged, { b: 'both' }, newId)))).toEqual([
    'Arrive',
    'Say good morning',
    'Say hi',
    'Go home',
  ])
})

test('to take out what the other changed is a conflict, too', () => {
  const merged = mergeDocs(BASE, doc({ a: 'Arrive', c: 'Go home' }), doc({ ...read(BASE), b: 'Say good morning' }))
  expect(merged.conflicts).toMatchObject([{ id: 'b', mine: null }])
  expect(read(settle(merged, { b: 'mine' }, newId))).toEqual({ a: 'Arrive', c: 'Go home' })
  expect(read(settle(merged, { b: 'both' }, newId)).b).toBe('Say good morning')
})

test('a new order of one stays, with what the other added', () => {
  const mine = doc({ c: 'Go home', a: 'Arrive', b: 'Say hello' })
  const theirs = doc({ a: 'Arrive', t: 'Theirs', b: 'Say hello', c: 'Go home' })
  expect(Object.keys(read(mergeDocs(BASE, mine, theirs).doc))).toEqual(['c', 'a', 't', 'b'])
  expect(Object.keys(read(mergeDocs(BASE, theirs, mine).doc))).toEqual(['c', 'a', 't', 'b'])
})

test('titles that both changed are shown, and both can be kept', () => {
  const merged = mergeDocs(BASE, doc(read(BASE), { title: 'Mine' }), doc(read(BASE), { title: 'Theirs', minutes: 9 }))
  expect(merged.conflicts).toMatchObject([{ id: 'about' }])
  expect(settle(merged, { about: 'both' }, newId).attrs).toEqual({ title: 'Theirs / Mine', summary: null, minutes: 9 })
  expect(settle(merged, { about: 'mine' }, newId).attrs).toEqual({ title: 'Mine', summary: null, minutes: 9 })
})

test('no word of either is lost, whatever they do to the parts', () => {
  const edits = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.constantFrom('', ' changed', ' otherwise'))
  fc.assert(
    fc.property(edits, edits, fc.constantFrom<Choice>('both'), (mine, theirs, choice) => {
      const edited = (who: string, changes: Record<string, string>) => {
        const parts = read(BASE)
        for (const [id, words] of Object.entries(changes)) {
          if (id in parts && words === '') delete parts[id]
          else parts[id] = `${parts[id] ?? ''} ${who}${id}${words}`
        }
        return doc(parts)
      }
      const [own, other] = [edited('mine', mine), edited('theirs', theirs)]
      const merged = mergeDocs(BASE, own, other)
      const choices = Object.fromEntries(merged.conflicts.map(({ id }) => [id, choice]))
      const all = Object.values(read(settle(merged, choices, newId))).join(' ')
      for (const words of [...Object.values(read(own)), ...Object.values(read(other))]) {
        if (/mine|theirs/.test(words)) expect(all).toContain(words)
      }
    }),
  )
})

const revision = (number: number, own: PlaybookDoc) => ({ id: `r${number}`, number, doc: own })

test('parts keep their ids through a new revision, however their words moved', () => {
  const older = doc({ x1: 'People arrive and check in with the code', x2: 'Say hello', x3: 'Gone' })
  const newer = doc({ y0: 'A new beginning', y1: 'People arrive, sign in and check in with the code', x2: 'Say hello' })
  expect(Object.keys(read(withIdsOf(older, newer)))).toEqual(['y0', 'x1', 'x2'])
  expect(changesBetween(older, withIdsOf(older, newer)).map(({ id, how }) => [id, how])).toEqual([
    ['y0', 'added'],
    ['x1', 'changed'],
    ['x3', 'removed'],
  ])
})

test('a change is taken where the cohort wrote nothing itself, and shows both where it did', () => {
  const newest = doc({ ...read(BASE), a: 'Arrive at nine', b: 'Say good morning', n: 'New' })
  const copy = doc({ ...read(BASE), b: 'Say moin' })
  const changes = upstreamChanges([revision(1, BASE), revision(2, newest)], copy)
  expect(changes.map(({ id, how, state }) => [id, how, state])).toEqual([
    ['a', 'changed', 'open'],
    ['b', 'changed', 'apart'],
    ['n', 'added', 'open'],
  ])
  const [arrive, hello, added] = changes as [(typeof changes)[0], (typeof changes)[0], (typeof changes)[0]]
  const after = taken(copy, arrive, newest, 'instead', newId)
  expect(read(after).a).toBe('Arrive at nine')
  expect(read(untaken(after, arrive, BASE))).toEqual(read(copy))
  expect(Object.values(read(taken(copy, hello, newest, 'beside', newId)))).toEqual([
    'Arrive',
    'Say good morning',
    'Say moin',
    'Go home',
  ])
  expect(Object.keys(read(taken(copy, added, newest, 'instead', newId)))).toEqual(['a', 'b', 'c', 'n'])
})

test('what was left is asked about again only when a later revision changed it', () => {
  const second = doc({ ...read(BASE), a: 'Arrive at nine', b: 'Say good morning' })
  const third = doc({ ...read(second), b: 'Say good day' })
  const changes = upstreamChanges([revision(1, BASE), revision(2, second), revision(3, third)], BASE)
  expect(changes.map(({ id, revision: { number } }) => [id, number])).toEqual([
    ['a', 2],
    ['b', 3],
  ])
})
