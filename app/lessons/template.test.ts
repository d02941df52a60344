import { expect, test } from 'vitest'
import { aSource, PRODUCTS } from '#tests/makers/content.ts'
import { compileTemplate } from './template.server.ts'

const compiled = (header: string, words: string) =>
  compileTemplate(aSource(`---\n${header}\n---\n${words}`, { format: 'md' }), PRODUCTS)

test('a support template keeps its variables open, as text and as HTML', async () => {
  const { compiled: result, problems } = await compiled(
    'title: My approval is stuck\narea: approvals\nmodule: approve',
    '\nHello {{learner.firstName}},\n\nopen it in **{{ product.new }}**. See [limits](approve#limits).\n',
  )
  expect(problems).toEqual([])
  expect(result).toEqual({
    template: {
      title: 'My approval is stuck',
      area: 'approvals',
      module: 'approve',
      markdown: 'Hello {{learner.firstName}},\n\nopen it in **{{ product.new }}**. See [limits](approve#limits).',
      html: '<p>Hello {{learner.firstName}},</p>\n<p>open it in <strong>{{ product.new }}</strong>. See <a href="/modules/approve#limits">limits</a>.</p>',
      variables: ['learner.firstName', 'product.new'],
    },
    references: [
      { to: 'module', module: 'approve', block: null, line: 4, column: 9 },
      { to: 'module', module: 'approve', block: 'limits', line: 9, column: 39 },
    ],
  })
})

test('an unknown variable is told at its place, with the nearest', async () => {
  const { problems } = await compiled('title: A\narea: invoices', 'Hello {{learner.firstname}}')
  expect(problems).toMatchObject([
    {
      line: 5,
      column: 7,
      message: expect.stringMatching(/^Unknown variable \{\{learner.firstname}}. Did you mean “learner.firstName”\?/),
    },
  ])
})

test('a template needs a title, an area and a text', async () => {
  const { problems } = await compileTemplate(aSource('---\nmodule: a\n---\n', { format: 'md' }), PRODUCTS)
  expect(problems.map(({ message }) => message)).toEqual([
    'A support template needs a text.',
    '“title” is missing.',
    '“area” is missing.',
  ])
})
