import { Form, useNavigation } from 'react-router'
import type { ModulePage } from '#app/domain/progress/standing.ts'
import { paths } from '#app/http/paths.ts'
import { Button } from '../ui/button.tsx'
import { PrintButton } from '../ui/print-button.tsx'

/** What is kept at hand can be printed; a quick reference can be pinned, so that it stands first on the home page. */
export function ModuleActs({ page: { lesson, slug, pinned } }: { page: ModulePage }) {
  if (lesson.kind !== 'quick reference' && lesson.kind !== 'runbook') return null
  return (
    <div className="btn-row">
      {lesson.kind === 'quick reference' && <PinForm slug={slug} pinned={pinned} />}
      <PrintButton />
    </div>
  )
}

function PinForm({ slug, pinned }: { slug: string; pinned: boolean }) {
  const busy = useNavigation().formAction === paths.pin(slug)
  return (
    <Form method="post" action={paths.pin(slug)} preventScrollReset>
      <input type="hidden" name="pinned" value={pinned ? 'no' : 'yes'} />
      <Button type="submit" icon={pinned ? 'unpin' : 'pin'} busy={busy}>
        {pinned ? 'Unpin' : 'Pin'}
      </Button>
    </Form>
  )
}
