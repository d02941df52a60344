import { createContext, type FormEvent, type ReactNode, useContext } from 'react'
import type { SessionAct } from '#app/domain/cohorts/running/acts.ts'

const ActContext = createContext<(act: SessionAct) => void>(() => {})

/** Around a page on which things are done in a session. */
export function Acting({ act, children }: { act: (act: SessionAct) => void; children: ReactNode }) {
  return <ActContext value={act}>{children}</ActContext>
}

/** Does something in the session. */
export const useAct = () => useContext(ActContext)

/**
 * A form that does one thing in the session. Without scripts it is posted to the page itself. Its own fields are added
 * to the act; `onDone` is called once it was taken, whether or not it has reached the server.
 */
export function ActForm({
  act,
  className,
  onDone,
  children,
}: {
  act: object
  className?: string
  onDone?: () => void
  children: ReactNode
}) {
  const doIt = useAct()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const submitter = (event.nativeEvent as SubmitEvent).submitter
    const own = submitter instanceof HTMLButtonElement && submitter.name === 'act' ? JSON.parse(submitter.value) : {}
    const { act: _, ...fields } = Object.fromEntries(new FormData(event.currentTarget))
    doIt({ ...act, ...fields, ...own } as SessionAct)
    onDone?.()
  }
  return (
    <form method="post" className={className} onSubmit={submit}>
      <input type="hidden" name="act" value={JSON.stringify(act)} />
      {children}
    </form>
  )
}
