import { expect, test } from 'vitest'
import { messageOf } from './message.server.ts'

test('a message is shown as its author wrote it, and copied without asterisks', async () => {
  const message = await messageOf('Hello {{learner.firstName}},\n\n- **Reports:** {{product.old}}\n', {
    'product.old': 'Ledgerline',
  })
  expect(message.html).toContain('<li><strong>Reports:</strong> Ledgerline</li>')
  expect(message.html).toContain('<mark title="Not known here">first name</mark>')
  expect(message.text).toBe('Hello [first name],\n\n- Reports: Ledgerline\n')
})

test('nothing in a value is read as markup', async () => {
  const { html, text } = await messageOf('For {{product.new}}.', { 'product.new': '<b>**Meridian**</b> & "sons"' })
  expect(html).toBe('<p>For &lt;b&gt;**Meridian**&lt;/b&gt; &amp; &quot;sons&quot;.</p>')
  expect(text).toContain('<b>')
})

test('nothing that could run comes out of a template', async () => {
  const { html } = await messageOf('<script>alert(1)</script><a href="javascript:alert(1)" onclick="x">here</a>', {})
  expect(html).not.toMatch(/script|onclick/)
})
