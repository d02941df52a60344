import { type FormEvent, useState } from 'react'
import { Form, useNavigation } from 'react-router'
import type { ModulePage } from '#app/domain/progress/standing.ts'
import { paths } from '#app/http/paths.ts'
import { useRecord } from '#app/outbox/outbox-context.tsx'
import { Onward } from '../lesson/onward.tsx'
import { Button } from '../ui/button.tsx'

/** The end of a module: complete, not yet, or to be confirmed with *Done, next*. */
export function ModuleEnd({ page }: { page: ModulePage }) {
  const open = page.asked.filter(({ met }) => !met)
  const confirms = open.some(({ requirement }) => requirement.need === 'confirmation')
  const missing = open
    .filter(({ requirement }) => requirement.need !== 'confirmation')
    .map(({ short }) => short.toLowerCase())
  const next = page.next && nextOf(page.next)
  return (
    <Onward
      missing={missing}
      confirm={confirms ? <DoneNext page={page} /> : undefined}
      next={next}
      nothingAsked={page.asked.length === 0}
    />
  )
}

function nextOf({ slug, title, minutes, isRefresher }: NonNullable<ModulePage['next']>) {
  return { to: paths.module(slug), title: isRefresher ? `${title}: what changed` : title, minutes }
}

/** Without a network it is kept and sent like everything else that was done, and leads nowhere yet. */
function DoneNext({ page }: { page: ModulePage }) {
  const busy = useNavigation().formAction === paths.confirmation(page.slug)
  const record = useRecord()
  const [isKept, setKept] = useState(false)
  const keep = (event: FormEvent) => {
    if (navigator.onLine) return
    event.preventDefault()
    void record({ release: page.release.id, type: 'module-confirmed', data: {} })
    setKept(true)
  }
  if (isKept) return <p role="status">Noted here. It counts once you are connected again.</p>
  return (
    <Form method="post" action={paths.confirmation(page.slug)} className="done-next" onSubmit={keep}>
      <input type="hidden" name="release" value={page.release.id} />
      <Button type="submit" kind="primary" large busy={busy} busyWords="Saving" iconAfter="next">
        {page.next ? 'Done, next' : 'Done'}
      </Button>
    </Form>
  )
}
