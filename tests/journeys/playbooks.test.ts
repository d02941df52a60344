import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { open } from '../browser.ts'
import { expectClean } from './clean.ts'
import { openDemo } from './stage.ts'

const demo = await openDemo()
const SLUG = 'first-cohort-session'
const words = (page: Page) => page.getByRole('textbox', { name: 'Text of the playbook' })
const saved = (page: Page) => page.locator('[data-standing="saved"]').waitFor()

async function cohortsPlaybook(): Promise<string> {
  const [cohort] = await demo.rows<{ id: string }>(`SELECT id FROM cohort WHERE name = 'Leeds, first wave'`)
  return `/cohorts/${cohort?.id}/playbooks/${SLUG}`
}

/** The editor of the cohort's own copy, which is made if it is not there yet. */
async function writing(who: 'champion' | 'trainer' | 'lead'): Promise<Page> {
  const page = await demo.signedIn(who)
  const address = await cohortsPlaybook()
  await open(page, address)
  const start = page.getByRole('button', { name: 'Change it for your cohort' })
  if ((await start.count()) > 0) await start.press('Enter')
  else await page.getByRole('link', { name: 'Edit', exact: true }).press('Enter')
  await words(page).waitFor()
  return page
}

/** Puts the cursor at the end of the paragraph that begins so, by mouse as everybody does. */
async function toTheEndOf(page: Page, beginning: string): Promise<void> {
  await words(page).locator('p', { hasText: beginning }).first().click()
  await page.keyboard.press('End')
}

test('two write in the same copy at once: other parts come together, the same sentence is asked about, no word is lost', async () => {
  const tomasz = await writing('champion')
  await saved(tomasz)
  await expectClean(tomasz)
  const thea = await writing('trainer')
  await saved(thea)

  await toTheEndOf(tomasz, 'For the first time that your cohort meets.')
  await tomasz.keyboard.type(' Bring the coffee.')
  await toTheEndOf(thea, 'Hold it all the same')
  await thea.keyboard.type(' Bring the cake.')
  await saved(tomasz)
  await saved(thea)
  for (const page of [tomasz, thea]) {
    await words(page).getByText('Bring the coffee.').waitFor()
    await words(page).getByText('Bring the cake.').waitFor()
  }
  await saved(tomasz)
  await saved(thea)

  await tomasz.context().setOffline(true)
  await toTheEndOf(tomasz, 'For the first time that your cohort meets.')
  await tomasz.keyboard.type(' Milk, too.')
  await tomasz.getByText('Not saved yet: there is no connection.').waitFor()
  await toTheEndOf(thea, 'For the first time that your cohort meets.')
  await thea.keyboard.type(' Sugar as well.')
  await thea.locator('[data-standing="saving"], [data-standing="writing"]').first().waitFor()
  await saved(thea)
  await tomasz.context().setOffline(false)
  await tomasz.getByRole('heading', { name: /changed the same words/ }).waitFor()
  await expectClean(tomasz)
  await tomasz.reload()
  const dispute = tomasz.getByRole('region', { name: /changed the same words/ })
  await dispute.getByText('Milk, too.').waitFor()
  await dispute.getByText('Sugar as well.').waitFor()
  await dispute.getByRole('radio', { name: 'Keep both' }).press('Space')
  await dispute.getByRole('button', { name: 'Use these words' }).press('Enter')
  await saved(tomasz)
  for (const page of [tomasz, thea]) {
    await words(page).getByText('Milk, too.').waitFor()
    await words(page).getByText('Sugar as well.').waitFor()
  }
  demo.mayComplain(/ERR_INTERNET_DISCONNECTED|Failed to load resource|409/)

  await open(tomasz, await cohortsPlaybook())
  await tomasz.getByText('Milk, too.').waitFor()
  await tomasz.getByRole('link', { name: 'History' }).press('Enter')
  await tomasz.getByRole('heading', { name: 'Who changed this copy' }).waitFor()
  await expectClean(tomasz)
  await tomasz.getByRole('link', { name: /as it was taken over/ }).press('Enter')
  await tomasz.getByRole('heading', { level: 2, name: /^Changed: For the first time/ }).waitFor()
  await expectClean(tomasz)
  await tomasz.getByRole('button', { name: 'Restore this state' }).press('Enter')
  await tomasz.getByText('Restored, as a new state.').waitFor()
  expect(await tomasz.getByText('Milk, too.').count()).toBe(0)
  await tomasz.getByRole('link', { name: 'History' }).press('Enter')
  expect(await tomasz.getByRole('row').count()).toBeGreaterThanOrEqual(4)
})

const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head>
<meta name=Generator content="Microsoft Word 15"><style>p.MsoNormal {margin:0cm; mso-style-parent:""}</style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=DE style='tab-interval:35.4pt'><!--StartFragment-->
<h1 style='mso-list:none'><span lang=EN-GB>From Word<o:p></o:p></span></h1>
<p class=MsoNormal style='mso-margin-top-alt:auto'><span style='font-weight:bold'>Bold words</span> and <i>slanted</i>
<a href="javascript:alert(1)" onclick="window.wasRun=1">a trap</a> and <a href="https://brackwater.example/a">a way</a>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>First point<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>Second point<o:p></o:p></p>
<table class=MsoTableGrid border=1><tr><td width=200><p class=MsoNormal>Cell one<o:p></o:p></p></td><td><p>Cell two</p></td></tr></table>
<script>window.wasRun = 1</script><img src="x" onerror="window.wasRun=1"><iframe src="https://x.example"></iframe>
<span style='display:none;mso-hide:all'>hidden words</span><!--EndFragment--></body></html>`

/** Pastes markup as a browser does, at the cursor. */
async function paste(page: Page, html: string): Promise<void> {
  await words(page).evaluate((target, markup) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', markup)
    clipboardData.setData('text/plain', 'plain words')
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, html)
}

test('what is pasted from Word comes in clean, and what is too large is refused with its size', async () => {
  const page = await writing('champion')
  await saved(page)
  await words(page).locator('p').last().click()
  await page.keyboard.press('Control+Enter')
  await paste(page, WORD)
  const text = words(page)
  await text.getByRole('heading', { name: 'From Word' }).waitFor()
  expect(await text.locator('strong', { hasText: 'Bold words' }).count()).toBe(1)
  expect(await text.locator('li', { hasText: /^(First|Second) point$/ }).count()).toBe(2)
  await text.locator('td, th', { hasText: 'Cell one' }).waitFor()
  expect(await text.getByRole('link', { name: 'a way' }).getAttribute('href')).toBe('https://brackwater.example/a')
  const markup = await text.innerHTML()
  expect(markup).not.toMatch(/mso|o:p|onclick|onerror|javascript:|<script|<iframe|hidden words|·|style="font/i)
  expect(await page.evaluate(() => 'wasRun' in window)).toBe(false)
  await saved(page)

  const before = await text.innerText()
  await paste(page, `<p>${'x'.repeat(5_000_000)}</p>`)
  await page.getByText('What you pasted is 5.0 MB of markup').waitFor()
  expect(await text.innerText()).toBe(before)
  await open(page, await cohortsPlaybook())
  await page.getByRole('heading', { name: 'From Word' }).waitFor()
  await expectClean(page)
})

test('everything can be done with keys, and a place is filled in when the playbook is read', async () => {
  const page = await writing('champion')
  await saved(page)
  await words(page).focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Control+Enter')
  await page.keyboard.type('We leave {{product.old}} on {{session.date}}.')
  await page.keyboard.press('Alt+F10')
  const bold = page.getByRole('button', { name: 'Bold' })
  await expect.poll(() => bold.evaluate((one) => one === document.activeElement)).toBe(true)
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowRight')
  for (let step = 0; step < 11; step++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  const title = page.getByRole('group', { name: 'Agenda part' }).getByLabel('Title')
  await title.fill('One more thing')
  await page.getByRole('group', { name: 'Agenda part' }).getByLabel('Minutes').fill('8')
  await expectClean(page)
  await words(page).getByText('One more thing').waitFor()
  await saved(page)
  await page.setViewportSize({ width: 360, height: 740 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await expectClean(page)
  await open(page, await cohortsPlaybook())
  await page.getByText(/We leave Ledgerline on/).waitFor()
  await page.getByText('8 min', { exact: true }).waitFor()
})

test('a lead publishes a revision, and a cohort takes one change of it and leaves another', async () => {
  const lead = await demo.signedIn('lead')
  await open(lead, `/playbooks/${SLUG}/edit`)
  await saved(lead)
  await expectClean(lead)
  await toTheEndOf(lead, 'Hold it all the same')
  await lead.keyboard.type(' Tell the lead.')
  await toTheEndOf(lead, 'Let people sign in and check in')
  await lead.keyboard.type(' Smile.')
  await words(lead).getByText('Smile.').waitFor()
  await lead.locator('[data-standing="writing"], [data-standing="saving"]').first().waitFor()
  await saved(lead)
  await lead.getByRole('link', { name: 'Look at it, and publish' }).press('Enter')
  await lead.getByText('Draft of revision 2').waitFor()
  await expectClean(lead)
  await lead.getByRole('button', { name: 'Publish revision 2' }).press('Enter')
  await lead.getByText('Revision 2 is published.').waitFor()

  const page = await demo.signedIn('champion')
  await open(page, await cohortsPlaybook())
  await page.getByRole('link', { name: /2 changes to look at/ }).press('Enter')
  await page.getByRole('heading', { name: 'What the organisation changed' }).waitFor()
  await expectClean(page)
  const change = (name: RegExp) => page.getByRole('region', { name })
  await change(/Hold it all the same|If only half/)
    .getByRole('button', { name: 'Take it', exact: true })
    .press('Enter')
  await page.getByText('Taken into your copy.').waitFor()
  await change(/Arrive and check in/)
    .getByRole('button', { name: 'Leave it' })
    .press('Enter')
  await change(/Arrive and check in/)
    .getByText(/^Left by Tomasz/)
    .waitFor()
  await change(/If only half/)
    .getByText(/^Taken by Tomasz/)
    .waitFor()
  await open(page, await cohortsPlaybook())
  await page.getByText('Tell the lead.').waitFor()
  expect(await page.getByText('Smile.').count()).toBe(0)
})

test('a picture that is pasted as a file is stored and served, and what is no picture is refused in words', async () => {
  const page = await writing('champion')
  await saved(page)
  const picture = page.locator('input[type=file]')
  await picture.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('<svg onload="x()"/>') })
  await page.getByText('This is no picture that can be shown here.').waitFor()
  demo.expectComplaint(/400/)
  await words(page).locator('p').first().click()
  const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
  await picture.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(dot, 'base64') })
  await page.getByRole('group', { name: 'Picture' }).getByLabel('What it shows').fill('One dot')
  await saved(page)
  await open(page, await cohortsPlaybook())
  const shown = page.getByRole('img', { name: 'One dot' })
  await expect.poll(() => shown.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1)
})

test('an editor that could not be fetched is fetched again', async () => {
  const page = await writing('champion')
  await page.route(/\/assets\/editor-window-/, (route) => route.abort())
  await page.reload()
  await page.getByText('The editor could not be loaded.').waitFor()
  await expectClean(page)
  await page.unroute(/\/assets\/editor-window-/)
  await page.getByRole('button', { name: 'Try again' }).press('Enter')
  await saved(page)
  expect(await words(page).innerText()).not.toBe('')
  demo.mayComplain(/ERR_FAILED/)
})
