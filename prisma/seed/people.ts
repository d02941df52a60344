import type { Role } from '#app/domain/identity/viewer.ts'
import type { Random } from './random.ts'

export type Site = { name: string; timeZone: string; first: readonly string[]; last: readonly string[] }

/** Brackwater's six sites, with names as people there have them. */
export const SITES: readonly Site[] = [
  {
    name: 'Leeds',
    timeZone: 'Europe/London',
    first: ['Amelia', 'Callum', 'Danielle', 'Farah', 'Gareth', 'Hannah', 'Imran', 'Joanne', 'Kieran', 'Lorna'],
    last: ['Ashworth', 'Barraclough', 'Dyson', 'Hussain', 'Illingworth', 'Kaur', 'Sutcliffe', 'Thwaite'],
  },
  {
    name: 'Hull',
    timeZone: 'Europe/London',
    first: ['Adam', 'Bethany', 'Craig', 'Deborah', 'Ewa', 'Fiona', 'Graham', 'Holly', 'Ian', 'Jade'],
    last: ['Blanchard', 'Cawood', 'Drewery', 'Ellerker', 'Ferriby', 'Holtby', 'Marwood', 'Stathers'],
  },
  {
    name: 'Rotterdam',
    timeZone: 'Europe/Amsterdam',
    first: ['Anouk', 'Bas', 'Carlijn', 'Daan', 'Esra', 'Femke', 'Gijs', 'Hilde', 'Joost', 'Yasmina'],
    last: ['de Boer', 'van Dam', 'Hendriks', 'Jansen', 'van der Linden', 'Mulder', 'El Amrani', 'Vos'],
  },
  {
    name: 'Malmö',
    timeZone: 'Europe/Stockholm',
    first: ['Agnes', 'Björn', 'Cecilia', 'Elin', 'Fredrik', 'Göran', 'Ingrid', 'Jonatan', 'Sara', 'Åsa'],
    last: ['Bergström', 'Dahl', 'Ekström', 'Holmgren', 'Lindqvist', 'Nyström', 'Sjöberg', 'Öberg'],
  },
  {
    name: 'Porto',
    timeZone: 'Europe/Lisbon',
    first: ['Ana', 'Bruno', 'Catarina', 'Diogo', 'Helena', 'João', 'Luísa', 'Miguel', 'Rita', 'Tiago'],
    last: ['Almeida', 'Barbosa', 'Carvalho', 'Figueiredo', 'Gonçalves', 'Magalhães', 'Pinto', 'Teixeira'],
  },
  {
    name: 'Gdańsk',
    timeZone: 'Europe/Warsaw',
    first: ['Agnieszka', 'Bartosz', 'Dorota', 'Filip', 'Grażyna', 'Jakub', 'Katarzyna', 'Łukasz', 'Marta', 'Wojciech'],
    last: ['Dąbrowska', 'Kamińska', 'Kowalczyk', 'Lewandowska', 'Mazur', 'Szymańska', 'Wójcik', 'Zając'],
  },
]

export type DemoPerson = {
  name: string
  email: string
  site: Site
  audiences: readonly string[]
  roles: readonly Role[]
  externalId: string
}

/** Audience sizes as the organisation counts them; everyone is also in `readers`. */
const SIZES: readonly [slug: string, people: number][] = [
  ['ap-daily', 46],
  ['ap-occasional', 38],
  ['approvers', 84],
  ['treasury', 14],
  ['controllers', 26],
]
const READERS = 240

/** The people whose names the start prints. They come first, in the audiences that the contract gives them. */
const NAMED: readonly { name: string; email: string; audience: string | null; roles: readonly Role[] }[] = [
  { name: 'Lena Brandt', email: 'learner@demo.test', audience: 'ap-occasional', roles: [] },
  { name: 'Priya Raman', email: 'power@demo.test', audience: 'ap-daily', roles: [] },
  { name: 'Tomasz Nowak', email: 'champion@demo.test', audience: 'ap-daily', roles: ['champion'] },
  { name: 'Clara Reimann', email: 'trainer@demo.test', audience: null, roles: ['trainer'] },
  { name: 'Jonas Weidner', email: 'lead@demo.test', audience: null, roles: ['lead'] },
  { name: 'Ada Mensah', email: 'admin@demo.test', audience: null, roles: ['admin'] },
]

/** 240 learners in six audiences and at six sites (40 a site), then the staff of the migration. */
export function demoPeople(random: Random): DemoPerson[] {
  const slots = audienceSlots()
  const people: DemoPerson[] = NAMED.map((named, index) => {
    if (named.audience) slots.splice(slots.indexOf(named.audience), 1)
    return {
      ...named,
      site: SITES[0] as Site,
      audiences: named.audience ? [named.audience, 'readers'] : [],
      externalId: `B${1000 + index}`,
    }
  })
  const taken = new Set(people.map((person) => person.name))
  const order = random.shuffled(slots)
  for (const [index, audience] of order.entries()) {
    const site = SITES[(index + 3) % SITES.length] as Site
    const name = freshName(random, site, taken)
    people.push({
      name,
      email: `${asciiOf(name)}@demo.test`,
      site,
      audiences: audience ? [audience, 'readers'] : ['readers'],
      roles: [],
      externalId: `B${2000 + index}`,
    })
  }
  return people
}

function audienceSlots(): (string | null)[] {
  const slots: (string | null)[] = SIZES.flatMap(([slug, count]) => Array<string>(count).fill(slug))
  while (slots.length < READERS) slots.push(null)
  return slots
}

function freshName(random: Random, site: Site, taken: Set<string>): string {
  for (;;) {
    const name = `${random.pick(site.first)} ${random.pick(site.last)}`
    if (taken.has(name)) continue
    taken.add(name)
    return name
  }
}

/** `Łukasz Wójcik` → `lukasz.wojcik`: what a mail server of the company would make of it. */
function asciiOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .replaceAll(/[^a-z]+/g, '.')
}
