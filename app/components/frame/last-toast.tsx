import { useCallback, useEffect, useState } from 'react'
import { useLocation } from 'react-router'
import { STAYS_MS, Toast, Toasts, type ToastTone } from '#app/components/ui/toast.tsx'

/** A message as it came with a page's data; `id` is that of the answer that brought it. */
type Taken = { id: string; words: string; tone: ToastTone }
type Kept = Taken & { page: string; until: number; isGone: boolean }

/** Of this document: it outlives the page that brought it, also where an error page takes its place. Never set on the server. */
let last: Kept | null = null

/**
 * The last message, for its time or until the next one, however often the page around it reads its data again. What
 * asks for the reader stays until they close it or go to another page.
 */
export function LastToast({ taken }: { taken: Taken | null }) {
  const { pathname } = useLocation()
  const [kept, setKept] = useState(() => newest(taken, pathname))
  if (taken && taken.id !== kept?.id) setKept(newest(taken, pathname))
  useEffect(() => {
    last = kept
  }, [kept])
  const leave = useCallback(() => setKept((one) => one && { ...one, isGone: true }), [])
  const isShown = kept !== null && !kept.isGone && (kept.tone === 'good' || kept.page === pathname)
  return (
    <Toasts>
      {isShown && (
        <Toast key={kept.id} tone={kept.tone} until={kept.until} onGone={leave}>
          {kept.words}
        </Toast>
      )}
    </Toasts>
  )
}

function newest(taken: Taken | null, page: string): Kept | null {
  if (taken === null || taken.id === last?.id) return last
  return { ...taken, page, until: Date.now() + STAYS_MS, isGone: false }
}
