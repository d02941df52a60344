import { expect, test } from 'vitest'
import { z } from 'zod'
import { Refusal } from '../domain/errors.ts'
import { submitForm } from './form.server.ts'

const ReportInput = z.object({ words: z.string({ error: 'Say what is unclear.' }).max(20, 'Keep it short.') })
const sent = (fields: Record<string, string>) =>
  new Request('http://localhost/', { method: 'POST', body: new URLSearchParams(fields) })

test('a valid form is acted on', async () => {
  expect(await submitForm(sent({ words: ' Which header ' }), ReportInput, async ({ words }) => words)).toBe(
    ' Which header ',
  )
})

test('an empty field is said beside the field, and nothing is done', async () => {
  let acted = false
  const reply = await submitForm(sent({ words: '' }), ReportInput, async () => {
    acted = true
  })
  expect(acted).toBe(false)
  expect(reply).toMatchObject({ data: { error: { words: ['Say what is unclear.'] } }, init: { status: 400 } })
})

test('what the domain refuses is said at the form, with what was filled in', async () => {
  const reply = await submitForm(sent({ words: 'again' }), ReportInput, () =>
    Promise.reject(new Refusal('conflict', 'This was reported already.')),
  )
  expect(reply).toMatchObject({
    data: { initialValue: { words: 'again' }, error: { '': ['This was reported already.'] } },
    init: { status: 409 },
  })
})

test('what the domain refuses about one field is said beside that field', async () => {
  const reply = await submitForm(sent({ words: 'again' }), ReportInput, () =>
    Promise.reject(new Refusal('invalid', 'Say it otherwise.', 'words')),
  )
  expect(reply).toMatchObject({ data: { error: { words: ['Say it otherwise.'] } }, init: { status: 400 } })
})

test('what may not be seen is missing, and takes the page', async () => {
  const act = () => Promise.reject(new Refusal('missing', 'There is no such block.'))
  await expect(submitForm(sent({ words: 'x' }), ReportInput, act)).rejects.toMatchObject({ status: 404 })
})

test('a bug stays a bug', async () => {
  const act = () => Promise.reject(new Error('no such column'))
  await expect(submitForm(sent({ words: 'x' }), ReportInput, act)).rejects.toThrow('no such column')
})

test.each([
  ['a value', { words: 'Which\u0000header' }],
  ['a name', { words: 'x', 'other\u0000': 'y' }],
])('%s that no text can hold is answered 400', async (_, fields) => {
  await expect(submitForm(sent(fields), ReportInput, async () => 1)).rejects.toMatchObject({ status: 400 })
})

test('a body that is no form is answered 400', async () => {
  const broken = new Request('http://localhost/', {
    method: 'POST',
    body: '{',
    headers: { 'content-type': 'application/json' },
  })
  await expect(submitForm(broken, ReportInput, async () => 1)).rejects.toMatchObject({ status: 400 })
})
