import { useState } from 'react'
import { useLocation } from 'react-router'
import { Toast, type ToastTone } from '#app/components/ui/toast.tsx'

/** A message as it came with a page's data; `id` is that of the answer that brought it. */
type Taken = { id: string; words: string; tone: ToastTone }

/**
 * The last message, for its time or until the next one, however often the page around it reads its data again. What
 * asks for the reader stays until they close it or go to another page. Its place is on every page from the start, so that
 * screen readers announce what is put in.
 */
export function LastToast({ taken }: { taken: Taken | null | undefined }) {
  const { pathname } = useLocation()
  const [[kept, page], keep] = useState([taken, pathname])
  if (taken && taken !== kept) keep([taken, pathname])
  return (
    <div className="toasts" role="status">
      {kept && (kept.tone === 'good' || page === pathname) && (
        <Toast key={kept.id} tone={kept.tone}>
          {kept.words}
        </Toast>
      )}
    </div>
  )
}
