import { expect, test } from 'vitest'
import { paths } from '#app/http/paths.ts'
import { adoptionPages, missingPages, type Narrowed } from '../bench/adoption-pages.ts'
import { open } from '../browser.ts'
import { openDemo } from './stage.ts'

// What counts figures in the background finds nothing to count here, and says so.
const demo = await openDemo({ LOG_LEVEL: 'silent' })

/** What happened itself: it grows for ever, and is counted once. */
const HAPPENED = ['log.event', 'attempt', 'check_submission', 'old_attempt']

test('no page of figures, and no file, reads what happened itself: all are there without it', async () => {
  const pages = adoptionPages(await narrowed()).filter(({ by }) => by === 'lead')
  expect(missingPages(pages)).toEqual([])
  const page = await demo.backAgain('trainer')
  await open(page, paths.adoption())
  for (const table of HAPPENED) await demo.rows(`ALTER TABLE ${table} RENAME TO happened_${HAPPENED.indexOf(table)}`)
  const answers: string[] = []
  for (const { path } of pages) answers.push(`${(await page.request.get(path)).status()} ${path}`)
  expect(answers).toEqual(pages.map(({ path }) => `200 ${path}`))
  // What somebody did themselves is read from there.
  expect((await page.request.get(paths.transcript())).status()).toBe(500)
})

/** A module that has a check and a lab, and for whom it is. */
async function narrowed(): Promise<Narrowed> {
  const [found] = await demo.rows<Narrowed>(`
    SELECT k.slug AS milestone, u.slug AS audience, (SELECT id::text FROM cohort WHERE closed_at IS NULL ORDER BY name LIMIT 1) AS cohort,
      m.slug AS module, c.block_id AS "check", t.block_id AS task
    FROM assignment a JOIN milestone k ON k.id = a.milestone_id JOIN audience u ON u.id = a.audience_id
    JOIN module m ON m.id = a.module_id
    JOIN release_block c ON c.release_id = m.current_release_id AND c.kind = 'check'
    JOIN release_block t ON t.release_id = m.current_release_id AND t.kind = 'task'
    WHERE a.ended_at IS NULL ORDER BY k.date, m.position LIMIT 1`)
  if (!found) throw new Error('The demo has no module with a check and a task.')
  return found
}
