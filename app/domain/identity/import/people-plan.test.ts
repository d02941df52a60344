import { expect, test } from 'vitest'
import type { PeopleRow } from './people-file.ts'
import { type Known, type KnownPerson, planPeople, wordsForChange } from './people-plan.ts'

const row = (parts: Partial<PeopleRow>): PeopleRow => ({
  line: 2,
  name: 'Lena Brandt',
  email: 'lena@x.example',
  externalId: null,
  language: null,
  audiences: null,
  roles: null,
  cohort: null,
  ...parts,
})

const lena: KnownPerson = {
  id: 'lena',
  name: 'Lena Brandt',
  email: 'lena@x.example',
  externalId: '4711',
  language: 'en',
  left: null,
  roles: ['admin', 'trainer'],
  audiences: ['ap-daily', 'readers'],
  learnsIn: ['Leeds'],
  leads: [],
}

const known = (parts: Partial<Known> = {}): Known => ({
  hasMigration: true,
  people: [lena],
  audiences: ['ap-daily', 'readers', 'approvers'].map((slug) => ({ slug, retired: false })),
  cohorts: [{ name: 'Leeds', closed: false }],
  ...parts,
})

const planOne = (parts: Partial<PeopleRow>, knows = known()) => {
  const plan = planPeople([row(parts)], knows)
  const [person] = plan.people
  if (!person) throw new Error('one line, one person')
  return { ...plan, person, words: wordsForChange(person) }
}

test('empty cells leave what is there', () => {
  expect(planOne({}).person).toMatchObject({ kind: 'unchanged', personId: 'lena', externalId: '4711' })
})

test('filled cells replace what is there; an admin stays admin', () => {
  const { person, words } = planOne({ audiences: ['ap-daily', 'approvers'], roles: ['champion'], language: 'de' })
  expect(person).toMatchObject({ kind: 'changed', was: { language: 'en' } })
  expect(words).toEqual([
    'Language: en → de',
    'New roles: champion',
    'Roles end: trainer',
    'New audiences: approvers',
    'Audiences end: readers',
  ])
})

test('people are recognised by external id first, so that an address can change', () => {
  expect(planOne({ externalId: '4711', email: 'lena.reed@x.example', name: 'Lena Reed' }).words).toEqual([
    'Name: Lena Brandt → Lena Reed',
    'E-mail: lena@x.example → lena.reed@x.example',
  ])
})

test('whoever is not known is added', () => {
  expect(planOne({ email: 'new@x.example', audiences: ['readers'] })).toMatchObject({
    person: { kind: 'added', personId: null, language: 'en', audiencesBegun: ['readers'] },
  })
})

test('one line cannot mean two people, nor two lines one', () => {
  const tom = { ...lena, id: 'tom', name: 'Tom Reed', email: 'tom@x.example', externalId: '12' }
  expect(planOne({ externalId: '12' }, known({ people: [lena, tom] })).problems).toEqual([
    { line: 2, column: 'externalId', words: "This number is Tom Reed's, and the e-mail address is Lena Brandt's." },
  ])
  const twice = planPeople([row({}), row({ line: 3, email: 'other@x.example', externalId: '4711' })], known())
  expect(twice.problems).toEqual([
    { line: 3, column: 'email', words: 'This is Lena Brandt, who is on line 2 already.' },
  ])
})

test('an unknown or retired audience and a closed cohort are told', () => {
  const knows = known({
    audiences: [{ slug: 'old', retired: true }],
    cohorts: [{ name: 'Leeds', closed: true }],
  })
  expect(
    planOne({ audiences: ['nope', 'old'], cohort: 'leeds' }, knows).problems.map((problem) => problem.words),
  ).toEqual([
    'There is no audience “nope”. Add it first, or check its spelling.',
    'The audience “old” is retired and takes nobody new.',
    'The cohort “Leeds” is closed.',
  ])
})

test('a learner moves to the cohort of their line, a champion leads it beside others', () => {
  expect(planOne({ cohort: 'York' })).toMatchObject({
    newCohorts: ['York'],
    person: { cohort: { joins: 'York', as: 'member', leaves: ['Leeds'] } },
  })
  expect(planOne({ cohort: 'LEEDS' }).person.kind).toBe('unchanged')
  expect(planOne({ cohort: 'Leeds', roles: ['champion'] }).person.cohort).toEqual({
    joins: 'Leeds',
    as: 'champion',
    leaves: [],
  })
})

test('a new cohort is made once, as it is first spelt', () => {
  const plan = planPeople([row({ cohort: 'York' }), row({ line: 3, email: 'b@x.example', cohort: 'york' })], known())
  expect(plan.newCohorts).toEqual(['York'])
  expect(plan.people.map((person) => person.cohort?.joins)).toEqual(['York', 'York'])
})

test('without a migration there are no roles and audiences to give', () => {
  const knows = known({ hasMigration: false, audiences: [], cohorts: [] })
  expect(planOne({ roles: ['lead'] }, knows).problems[0]?.words).toMatch(/no migration yet/)
  expect(planOne({}, knows).problems).toEqual([])
})

test('somebody who has left comes back on their own page, not by a file', () => {
  expect(planOne({}, known({ people: [{ ...lena, left: '2026-01-31' }] })).problems[0]?.words).toMatch(/has left/)
})
