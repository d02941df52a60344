import { expect, test } from 'vitest'
import { offlinePage } from './offline-page.ts'

const nothing = { address: '/transcript', quickReferences: [], modules: [], styles: ['/assets/root.css'], theme: null }

test('a page that is not kept says so, leads to what is, and can be tried again', () => {
  const quickReferences = [{ path: '/modules/codes', title: 'Codes & accounts' }]
  const html = offlinePage({ ...nothing, quickReferences, theme: 'dark' })
  expect(html).toContain('This page is not kept in your browser')
  expect(html).toContain('<a href="/modules/codes">Codes &amp; accounts</a>')
  expect(html).toContain('<a class="btn btn-primary" href="/transcript">Try again</a>')
  expect(html).toContain('data-theme="dark"')
  expect(html).not.toContain('Modules that you had open')
})

test('where nothing is kept, nothing is promised', () => {
  expect(offlinePage(nothing)).not.toContain('What is listed below')
})

test('what comes from titles and addresses stays text', () => {
  const html = offlinePage({
    ...nothing,
    address: '/x?q="><script>1</script>',
    modules: [{ path: "/a'", title: '<b>' }],
  })
  expect(html).not.toMatch(/<script|<b>/)
  expect(html).toContain('/x?q=&quot;&gt;&lt;script&gt;')
})
