import { expect, test } from 'vitest'
import { open } from '../browser.ts'
import { openDemo } from './stage.ts'

const demo = await openDemo()

test.each(['where-did-it-go', 'codes'])(
  'the quick reference %s is one sheet of A4, without the portal around it',
  async (slug) => {
    const page = await demo.backAgain('power')
    await open(page, `/modules/${slug}`)
    const pages = (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/MediaBox \[[^\]]*\]/g)
    expect(pages?.length).toBe(1)
    expect(pages?.[0]).toMatch(/\[0 0 59[45][.\d]* 84[12][.\d]*\]/)

    await page.emulateMedia({ media: 'print' })
    for (const role of ['navigation', 'banner', 'contentinfo', 'button', 'search'] as const) {
      expect(await page.getByRole(role).count(), role).toBe(0)
    }
    expect(await page.getByRole('main').getByRole('table').count()).toBeGreaterThan(2)
    expect(await page.getByText(/^Release 2026\.1, printed /).isVisible()).toBe(true)
  },
)
