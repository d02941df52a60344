import { expect, test } from 'vitest'
import { barriersOn, PHONE, scrollsSideways, showTheme } from '../browser.ts'
import { go, VISITS } from './pages.ts'
import { openDemo } from './stage.ts'
import { expectStructure } from './whole-page.ts'

const demo = await openDemo()

/** Each page as the others who may enter see it: the frame around it is theirs, and often what is in it. */
const others = VISITS.filter(({ reach, from, status }) => !reach && !from && !status).flatMap((visit) =>
  visit.who.slice(1).flatMap((who) => (who === 'nobody' ? [] : [{ visit, who, shown: visit.at ?? visit.page }])),
)

test.each(others)('$who may enter $shown too, and finds it whole', async ({ visit, who }) => {
  const page = await demo.inTheirTab(who)
  expect(await go(page, visit)).toBe(200)
  await expectStructure(page)
  await showTheme(page, 'dark')
  expect(await barriersOn(page)).toEqual([])
  await page.setViewportSize(PHONE)
  await expect.poll(() => scrollsSideways(page)).toBe(false)
})
