import { copyFor, saveCopy, stateOfCopy } from '#app/domain/playbooks/copies.server.ts'
import type { DocNode } from '#app/lessons/playbook-doc/doc.ts'
import { inTransaction } from '#app/platform/database/sql.server.ts'
import { daysFrom } from './calendar.ts'
import type { DemoCohort } from './cohorts.ts'

/** What its champion wrote into the copy of a cohort's own, on two days. */
const WORDS = [
  { day: -9, words: 'We meet in the training room on the second floor. The screens need ten minutes to start.' },
  { day: -2, words: 'Last time the code was hard to see from the back row: write it on the board as well.' },
]

/** One cohort has changed its copy of the first session; the others read the organisation's. */
export async function addPlaybookCopies(cohorts: readonly DemoCohort[], now: Date): Promise<void> {
  const [, cohort] = cohorts
  const [champion] = cohort?.champions ?? []
  if (!cohort || !champion) return
  await inTransaction(async (tx) => {
    const [playbook] = await tx<{ id: string }>`SELECT id FROM playbook WHERE slug = 'first-cohort-session'`
    if (!playbook) return
    const id = await copyFor(tx, cohort.id, playbook.id, daysFrom(now, -10))
    for (const { day, words } of WORDS) {
      const { number, doc } = await stateOfCopy(tx, id)
      const part: DocNode = { type: 'paragraph', content: [{ type: 'text', text: words }] }
      const content = [...doc.content.slice(0, 1), part, ...doc.content.slice(1)]
      await saveCopy(tx, id, { number, doc: { ...doc, content } }, champion, daysFrom(now, day))
    }
  })
}
