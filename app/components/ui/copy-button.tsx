import { useEffect, useState } from 'react'
import { Button } from './button.tsx'

/** How long the button says that it has copied. */
const SAID_FOR_MS = 4_000

type CopyButtonProps = { text: string; html?: string; what: string; onCopied?: () => void }

/**
 * Puts a text on the clipboard, formatted where the receiving program can show that. `what` completes the words for
 * those who listen: "Copy “Is my data safe?”". `onCopied` hears of each copy.
 */
export function CopyButton({ text, html, what, onCopied }: CopyButtonProps) {
  const [said, setSaid] = useState<'Copied' | 'Not copied' | null>(null)
  useEffect(() => {
    if (!said) return
    const timer = setTimeout(() => setSaid(null), SAID_FOR_MS)
    return () => clearTimeout(timer)
  }, [said])
  const copy = () => {
    copyToClipboard(text, html).then(
      () => {
        setSaid('Copied')
        onCopied?.()
      },
      () => setSaid('Not copied'),
    )
  }
  return (
    <span className="needs-script btn-row">
      <Button icon={said === 'Copied' ? 'check' : 'copy'} aria-label={`Copy “${what}”`} onClick={copy}>
        Copy
      </Button>
      <span role="status" className="small muted">
        {said === 'Not copied' ? 'This browser does not let us copy. Select the text instead.' : said}
      </span>
    </span>
  )
}

async function copyToClipboard(text: string, html: string | undefined): Promise<void> {
  if (html === undefined || typeof ClipboardItem === 'undefined') return navigator.clipboard.writeText(text)
  const blob = (content: string, type: string) => new Blob([content], { type })
  await navigator.clipboard.write([
    new ClipboardItem({ 'text/plain': blob(text, 'text/plain'), 'text/html': blob(html, 'text/html') }),
  ])
}
