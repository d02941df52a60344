import { useEffect, useRef } from 'react'
import { Link } from 'react-router'

export type Tab = { to: string; label: string; count?: number; current?: boolean }

/** Views of one page, each with its own address; a plain list of links, so that they work as links do. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const strip = useShownCurrent(tabs.find(({ current }) => current)?.to)
  return (
    <nav className="tabs" aria-label={label} ref={strip}>
      {tabs.map((tab) => (
        <Link key={tab.to} to={tab.to} aria-current={tab.current ? 'page' : undefined} preventScrollReset>
          {tab.label}
          {tab.count !== undefined && <span className="count">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  )
}

/** On a phone the strip scrolls sideways: the present tab is brought into it, and the page stays where it is. */
function useShownCurrent(current: string | undefined) {
  const strip = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each tab that is the present one
  useEffect(() => {
    const tab = strip.current?.querySelector<HTMLElement>('[aria-current]')
    if (!strip.current || !tab) return
    const [shown, wanted] = [strip.current.getBoundingClientRect(), tab.getBoundingClientRect()]
    if (wanted.right > shown.right) strip.current.scrollLeft += wanted.right - shown.right
  }, [current])
  return strip
}
