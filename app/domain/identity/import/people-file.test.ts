import { expect, test } from 'vitest'
import { readPeopleFile } from './people-file.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => readPeopleFile(utf8(text))
const problemsOf = (text: string) => read(text).problems

test('a file as a spreadsheet saves it is read: any order, quotes, filled and empty cells', () => {
  const { rows, problems } = read(
    'email,Name,External ID,language,audiences,roles,cohort\r\n' +
      'LENA@brackwater.example," Lena   Brandt ",4711,de-ch,ap-daily;approvers,champion,"Leeds, payables"\r\n' +
      'tom@brackwater.example,"Tom ""T"" Reed",,,,,\r\n',
  )
  expect(problems).toEqual([])
  expect(rows).toEqual([
    {
      line: 2,
      name: 'Lena Brandt',
      email: 'lena@brackwater.example',
      externalId: '4711',
      language: 'de-CH',
      audiences: ['ap-daily', 'approvers'],
      roles: ['champion'],
      cohort: 'Leeds, payables',
    },
    {
      line: 3,
      name: 'Tom "T" Reed',
      email: 'tom@brackwater.example',
      externalId: null,
      language: null,
      audiences: null,
      roles: null,
      cohort: null,
    },
  ])
})

test('semicolons and tabs part cells as well, and then commas part names', () => {
  expect(read('name;email;audiences\nLena;lena@x.example;ap-daily,approvers\n').rows[0]?.audiences).toEqual([
    'ap-daily',
    'approvers',
  ])
  expect(read('name\temail\nLena\tlena@x.example\n').rows[0]?.email).toBe('lena@x.example')
})

test.each([
  ['UTF-8 with a byte order mark', utf8('\ufeffname,email\nZoë Grün,z@x.example\n')],
  ['Windows-1252', Uint8Array.from('name,email\nZo\xeb Gr\xfcn,z@x.example\n', (sign) => sign.charCodeAt(0))],
  ['UTF-16', new Uint8Array(Buffer.from('\ufeffname\temail\nZoë Grün\tz@x.example\n', 'utf16le'))],
  ['UTF-16 without a mark', new Uint8Array(Buffer.from('name\temail\nZoë Grün\tz@x.example\n', 'utf16le'))],
  [
    'UTF-16 the other way round',
    new Uint8Array(Buffer.from('name\temail\nZoë Grün\tz@x.example\n', 'utf16le').swap16()),
  ],
])('umlauts survive %s', (_, bytes) => {
  expect(readPeopleFile(bytes)).toMatchObject({ problems: [], rows: [{ name: 'Zoë Grün', email: 'z@x.example' }] })
})

test('problems are told by line and column', () => {
  expect(
    problemsOf(
      `name,email,externalId,language,roles\n,nobody\nAda,ada@x.example,,xx-1,boss\n${'x'.repeat(121)},long@x.example,,,admin\n`,
    ),
  ).toEqual([
    { line: 2, column: 'name', words: 'Enter a name.' },
    { line: 2, column: 'email', words: 'Enter an e-mail address, like lena@example.org.' },
    { line: 3, column: 'language', words: 'Enter a language as a short code, like en or de-CH.' },
    { line: 3, column: 'roles', words: '“boss” is not a role. Roles are: learner, champion, trainer, lead.' },
    { line: 4, column: 'name', words: 'Use at most 120 characters; these are 121.' },
    { line: 4, column: 'roles', words: 'Admins are named one by one, on their own page, not by a file.' },
  ])
})

test('an address or number that stands twice is told with its first line', () => {
  expect(problemsOf('name,email,externalId\nA,a@x.example,1\nB,A@X.example,2\nC,c@x.example,1\n')).toEqual([
    { line: 3, column: 'email', words: 'a@x.example is already on line 2.' },
    { line: 4, column: 'externalId', words: '1 is already on line 2.' },
  ])
})

test.each([
  ['', 1, 'This file is empty.'],
  ['\n\n', 1, 'This file is empty.'],
  ['name,email\n', 2, 'This file has column names and no lines below them.'],
  ['name,mailbox\nA,a@x.example\n', 1, 'Column 2 is not one of ours'],
  ['name\nA\n', 1, 'This column is missing.'],
  ['name,email,name\nA,a@x.example,B\n', 1, 'This column is there twice.'],
  ['name,email\n"A,a@x.example\n', 2, 'A quotation mark is opened and never closed.'],
  ['name,email\nA "B" C,a@x.example\n', 2, 'A quotation mark stands inside a cell.'],
  ['name,email\nA,a@x.example,more\n', 2, 'This line has 3 cells, the first line names 2 columns.'],
])('what is not a table of people is refused: %j', (text, line, words) => {
  const [problem] = problemsOf(text)
  expect(problem).toMatchObject({ line, words: expect.stringContaining(words) })
})

test('what no text can hold is told, not kept', () => {
  expect(problemsOf('name,email\nLe\u0000na,lena@x.example\n')).toEqual([
    { line: 1, words: 'This file is not a text. Save the table as CSV and choose that file.' },
  ])
  expect(problemsOf('name,email,externalId,cohort\nLe\u0007na,le\u0007na@x.example,4\u00077,Le\u0007eds\n')).toEqual(
    ['name', 'email', 'externalId', 'cohort'].map((column) => ({ line: 2, column, words: expect.any(String) })),
  )
})

test('a picture is not a table', () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 73, 72, 68, 82])
  expect(readPeopleFile(png).problems.length).toBeGreaterThan(0)
})

test('ten thousand lines are read in a moment, one more is refused', () => {
  const lines = (count: number) =>
    Array.from({ length: count }, (_, line) => `Person ${line},p${line}@x.example`).join('\n')
  const start = performance.now()
  expect(read(`name,email\n${lines(10_000)}`)).toMatchObject({ problems: [], rows: { length: 10_000 } })
  expect(performance.now() - start).toBeLessThan(2_000)
  expect(problemsOf(`name,email\n${lines(10_001)}`)[0]?.words).toBe(
    'This file has 10,001 lines. Import at most 10,000 at once.',
  )
})
