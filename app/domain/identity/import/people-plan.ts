import type { Role } from '../viewer.ts'
import type { FileRole, PeopleRow } from './people-file.ts'
import type { FileProblem } from './table-file.ts'

/** A person as they are before the import; roles, audiences and cohorts are those of the migration, open today. */
export type KnownPerson = {
  id: string
  name: string
  email: string
  externalId: string | null
  language: string
  /** the last day, if it is over */
  left: string | null
  roles: Role[]
  audiences: string[]
  /** cohorts that they learn in, by name */
  learnsIn: string[]
  /** cohorts that they lead, by name */
  leads: string[]
}

export type Known = {
  hasMigration: boolean
  people: KnownPerson[]
  audiences: { slug: string; retired: boolean }[]
  cohorts: { name: string; closed: boolean }[]
}

/** What one line does. Lists name only what changes. */
export type PlannedPerson = {
  line: number
  kind: 'added' | 'changed' | 'unchanged'
  personId: string | null
  name: string
  email: string
  externalId: string | null
  language: string
  /** fields of the person that change, as they were */
  was: Partial<Pick<KnownPerson, 'name' | 'email' | 'externalId' | 'language'>>
  rolesBegun: FileRole[]
  rolesEnded: FileRole[]
  audiencesBegun: string[]
  audiencesEnded: string[]
  cohort: { joins: string; as: 'champion' | 'member'; leaves: string[] } | null
}

export type PeoplePlan = { people: PlannedPerson[]; newCohorts: string[]; problems: FileProblem[] }

/**
 * What a file would do to what is known. A filled cell replaces what is there, an empty one leaves it. People are
 * recognised by external id, else by address. Champions lead the cohort that their line names, others learn in it.
 */
export function planPeople(rows: readonly PeopleRow[], known: Known): PeoplePlan {
  const byEmail = new Map(known.people.map((person) => [person.email, person]))
  const byExternalId = new Map(
    known.people.flatMap((person) => (person.externalId ? [[person.externalId, person]] : [])),
  )
  const places = placesOf(known)
  const problems: FileProblem[] = []
  const lineOf = new Map<string, number>()
  const people = rows.map((row) => {
    const person = byExternalId.get(row.externalId ?? '') ?? byEmail.get(row.email) ?? null
    const tell = (column: string, words: string) => problems.push({ line: row.line, column, words })
    if (person) {
      checkPerson(person, byEmail.get(row.email), tell)
      const before = lineOf.get(person.id)
      if (before) tell('email', `This is ${person.name}, who is on line ${before} already.`)
      lineOf.set(person.id, row.line)
    }
    checkPlaces(row, known, places, tell)
    return planPerson(row, person, places)
  })
  return { people, newCohorts: [...places.newCohorts.values()], problems }
}

type Tell = (column: string, words: string) => void
type Places = { audiences: Map<string, boolean>; cohorts: Map<string, string>; newCohorts: Map<string, string> }

const placesOf = (known: Known): Places => ({
  audiences: new Map(known.audiences.map(({ slug, retired }) => [slug, retired])),
  cohorts: new Map(known.cohorts.map(({ name }) => [name.toLowerCase(), name])),
  newCohorts: new Map(),
})

function checkPerson(person: KnownPerson, byEmail: KnownPerson | undefined, tell: Tell): void {
  if (byEmail && byEmail.id !== person.id) {
    tell('externalId', `This number is ${person.name}'s, and the e-mail address is ${byEmail.name}'s.`)
  }
  if (person.left) tell('email', `${person.name} has left. Bring them back on their own page first.`)
}

function checkPlaces(row: PeopleRow, known: Known, places: Places, tell: Tell): void {
  if (!known.hasMigration) {
    for (const column of ['audiences', 'roles', 'cohort'] as const) {
      if (row[column] !== null)
        tell(column, 'There is no migration yet. Publish content first, or leave this column empty.')
    }
    return
  }
  for (const slug of row.audiences ?? []) {
    const retired = places.audiences.get(slug)
    if (retired === undefined) tell('audiences', `There is no audience “${slug}”. Add it first, or check its spelling.`)
    else if (retired) tell('audiences', `The audience “${slug}” is retired and takes nobody new.`)
  }
  if (row.cohort === null) return
  const name = places.cohorts.get(row.cohort.toLowerCase())
  if (name === undefined)
    places.newCohorts.set(row.cohort.toLowerCase(), places.newCohorts.get(row.cohort.toLowerCase()) ?? row.cohort)
  else if (known.cohorts.some((cohort) => cohort.name === name && cohort.closed)) {
    tell('cohort', `The cohort “${name}” is closed.`)
  }
}

function planPerson(row: PeopleRow, person: KnownPerson | null, places: Places): PlannedPerson {
  const target = {
    name: row.name,
    email: row.email,
    externalId: row.externalId ?? person?.externalId ?? null,
    language: row.language ?? person?.language ?? 'en',
  }
  const was = person ? changedFields(person, target) : {}
  const roles = difference(person?.roles.filter(isFileRole) ?? [], row.roles)
  const audiences = difference(person?.audiences ?? [], row.audiences)
  const cohort = planCohort(row, person, places)
  const nothing =
    Object.keys(was).length +
      roles.begun.length +
      roles.ended.length +
      audiences.begun.length +
      audiences.ended.length ===
    0
  return {
    line: row.line,
    kind: !person ? 'added' : nothing && !cohort ? 'unchanged' : 'changed',
    personId: person?.id ?? null,
    ...target,
    was,
    rolesBegun: roles.begun,
    rolesEnded: roles.ended,
    audiencesBegun: audiences.begun,
    audiencesEnded: audiences.ended,
    cohort,
  }
}

function changedFields(person: KnownPerson, target: Pick<KnownPerson, 'name' | 'email' | 'externalId' | 'language'>) {
  const fields = (['name', 'email', 'externalId', 'language'] as const).filter(
    (field) => person[field] !== target[field],
  )
  return Object.fromEntries(fields.map((field) => [field, person[field]]))
}

const isFileRole = (role: Role): role is FileRole => role !== 'admin'

function difference<T>(before: readonly T[], after: readonly T[] | null): { begun: T[]; ended: T[] } {
  if (after === null) return { begun: [], ended: [] }
  return { begun: after.filter((one) => !before.includes(one)), ended: before.filter((one) => !after.includes(one)) }
}

function planCohort(row: PeopleRow, person: KnownPerson | null, places: Places): PlannedPerson['cohort'] {
  if (row.cohort === null) return null
  const key = row.cohort.toLowerCase()
  const joins = places.cohorts.get(key) ?? places.newCohorts.get(key) ?? row.cohort
  const leads = (row.roles ?? person?.roles ?? []).includes('champion')
  if (leads) return person?.leads.includes(joins) ? null : { joins, as: 'champion', leaves: [] }
  const leaves = person?.learnsIn.filter((name) => name !== joins) ?? []
  if (person?.learnsIn.includes(joins) && leaves.length === 0) return null
  return { joins, as: 'member', leaves }
}

/** What a line changes, as a reader says it; the same words on the preview's every row. */
export function wordsForChange(planned: PlannedPerson): string[] {
  const { was, cohort } = planned
  const field = (name: keyof typeof was, label: string) =>
    name in was ? [`${label}: ${was[name] ?? 'none'} → ${planned[name] ?? 'none'}`] : []
  const listed = (label: string, names: readonly string[]) =>
    names.length > 0 ? [`${label}: ${names.join(', ')}`] : []
  return [
    ...field('name', 'Name'),
    ...field('email', 'E-mail'),
    ...field('externalId', 'External id'),
    ...field('language', 'Language'),
    ...listed('New roles', planned.rolesBegun),
    ...listed('Roles end', planned.rolesEnded),
    ...listed('New audiences', planned.audiencesBegun),
    ...listed('Audiences end', planned.audiencesEnded),
    ...(cohort ? [`${cohort.as === 'champion' ? 'Leads' : 'Learns in'}: ${cohort.joins}`] : []),
    ...listed('Leaves', cohort?.leaves ?? []),
  ]
}
