import { type ReactNode, useEffect, useState } from 'react'
import { IconButton } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'

const tones = {
  good: { className: 'toast', icon: 'met' },
  plain: { className: 'toast toast-plain', icon: 'note' },
  warn: { className: 'toast toast-warn', icon: 'kept' },
  bad: { className: 'toast toast-bad', icon: 'unmet' },
} satisfies Record<string, { className: string; icon: IconName }>

export type ToastTone = keyof typeof tones

/** How long a message stays that asks for nothing. */
const STAYS_MS = 6_000

/** A short message about what just happened. Good news leaves by itself; whatever needs the reader stays. */
export function Toast({ tone, children }: { tone: ToastTone; children: ReactNode }) {
  const [gone, setGone] = useState(false)
  useEffect(() => {
    if (tone !== 'good') return
    const timer = setTimeout(() => setGone(true), STAYS_MS)
    return () => clearTimeout(timer)
  }, [tone])
  if (gone) return null
  const { className, icon } = tones[tone]
  return (
    <div className={className}>
      <Icon name={icon} />
      <span>{children}</span>
      <IconButton name="close" label="Close this message" onClick={() => setGone(true)} />
    </div>
  )
}
