import { type ReactNode, useContext } from 'react'
import { ServedContext } from './served.ts'

/**
 * A part of a page that is the same for every reader of whom `by` says the same. The server draws it once and puts it
 * into later pages as it is; a browser draws it as any other part. So `by` must name everything that the part shows:
 * whatever it leaves out, one reader could get of another. Null: the part is this reader's own.
 *
 * It stands among elements, not in the middle of text, and does not wait for anything (`Suspense`).
 */
export function SameForAll({ by, children }: { by: string | null; children: ReactNode }) {
  const drawing = useContext(ServedContext)?.drawing
  const part = drawing && by !== null ? drawing.part(by) : null
  if (drawing && part?.known) return <Mark id={`${drawing.mark}=${part.number}`} />
  // Three children in any case: from its place in the tree React makes the ids of what stands inside.
  return (
    <>
      {drawing && part ? <Mark id={`${drawing.mark}<${part.number}`} /> : null}
      {children}
      {drawing && part ? <Mark id={`${drawing.mark}>${part.number}`} /> : null}
    </>
  )
}

/** Never leaves the server: the drawing takes all marks out again. */
const Mark = ({ id }: { id: string }) => <template id={id} />
