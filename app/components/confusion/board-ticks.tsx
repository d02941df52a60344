import { useEffect, useRef } from 'react'
import { Form, useLocation } from 'react-router'
import { Button } from '#app/components/ui/button.tsx'
import { triagePaths } from '#app/http/triage-paths.ts'
import { BOARD_KEYS } from './board-keys.ts'

const FORM = 'ticked'

/** Leads to what can be done about the questions that are ticked in the lanes. */
export function TickedForm({ query }: { query: string }) {
  const form = useForgottenTicks()
  return (
    <Form
      ref={form}
      id={FORM}
      method="get"
      action={triagePaths.several()}
      className="ticked"
      preventScrollReset
      autoComplete="off"
    >
      {[...new URLSearchParams(query)].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit">Act on the ticked</Button>
    </Form>
  )
}

/** Ticks a question of the board. */
export function TroubleTick({ id, question }: { id: string; question: string }) {
  return (
    <label className="trouble-tick">
      <input type="checkbox" name="id" value={id} form={FORM} aria-keyshortcuts={BOARD_KEYS.tick.key} />
      <span className="sr">Tick: {question}</span>
    </label>
  )
}

/** Ticks are for one act: whoever comes back from it begins anew. */
function useForgottenTicks() {
  const form = useRef<HTMLFormElement>(null)
  const isActing = useLocation().pathname === triagePaths.several()
  useEffect(() => {
    if (!isActing) form.current?.reset()
  }, [isActing])
  return form
}
