import type { ReactNode } from 'react'
import { Form, useNavigation } from 'react-router'
import { shortDayText } from '#app/components/dates.ts'
import { Button, LinkButton } from '#app/components/ui/button.tsx'
import { Problem } from '#app/components/ui/problem.tsx'

type PreviewGateProps = {
  /** what confirming does: "Import 12 people" */
  verb: string
  /** what the file does not do, so that there is nothing to confirm */
  nothing: boolean
  holds: boolean
  appliedOn: string | null
  today: string
  another: string
  children?: ReactNode
}

/** Below a preview: confirm it, look again where it no longer holds, or go on where it is done. */
export function PreviewGate({ verb, nothing, holds, appliedOn, today, another, children }: PreviewGateProps) {
  const navigation = useNavigation()
  const busy = navigation.state !== 'idle' && navigation.formMethod === 'POST'
  if (appliedOn) {
    return (
      <Problem
        kind="empty"
        level={2}
        title="This file is imported"
        action={<LinkButton to={another}>Import another file</LinkButton>}
      >
        {`It was imported ${appliedOn === today ? 'today' : `on ${shortDayText(appliedOn, today)}`}.`}
      </Problem>
    )
  }
  if (!holds) {
    return (
      <Problem
        kind="offline"
        level={2}
        title="Something changed since this file was read"
        action={
          <Form method="post">
            <Button type="submit" name="act" value="look again" busy={busy} busyWords="Looking">
              Look at what it does now
            </Button>
          </Form>
        }
      >
        Somebody else changed people or audiences meanwhile. Nothing was imported.
      </Problem>
    )
  }
  if (nothing) {
    return (
      <Problem
        kind="empty"
        level={2}
        title="Nothing to import"
        action={<LinkButton to={another}>Choose another file</LinkButton>}
      >
        Everything in this file is here already, as it stands in the file.
      </Problem>
    )
  }
  return (
    <Form method="post" className="form">
      {children}
      <p className="btn-row">
        <Button type="submit" kind="primary" name="act" value="import" busy={busy} busyWords="Importing">
          {verb}
        </Button>
        <LinkButton to={another}>Choose another file</LinkButton>
      </p>
    </Form>
  )
}
