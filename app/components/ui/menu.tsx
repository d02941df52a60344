import { type FocusEvent, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { useLocation } from 'react-router'

/**
 * A menu that opens in place. It is a `<details>`, so it works before and without scripts; with them it also closes
 * on Escape, when the focus or the pointer goes elsewhere, and after going to another page.
 */
export function Menu({
  label,
  className = '',
  children,
}: {
  label: ReactNode
  className?: string
  children: ReactNode
}) {
  const menu = useRef<HTMLDetailsElement>(null)
  const { key } = useLocation()

  // biome-ignore lint/correctness/useExhaustiveDependencies: each visit of a page has its own key
  useEffect(() => close(menu.current), [key])
  useEffect(() => {
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !menu.current?.contains(event.target)) close(menu.current)
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [])

  const onKeyDown = (event: KeyboardEvent<HTMLDetailsElement>) => {
    if (event.key !== 'Escape' || !event.currentTarget.open) return
    close(event.currentTarget)
    event.currentTarget.querySelector('summary')?.focus()
  }
  const onBlur = (event: FocusEvent<HTMLDetailsElement>) => {
    if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) close(event.currentTarget)
  }
  return (
    <details className={`menu ${className}`.trim()} ref={menu} onKeyDown={onKeyDown} onBlur={onBlur}>
      <summary>{label}</summary>
      <ul className="menu-list">{children}</ul>
    </details>
  )
}

function close(menu: HTMLDetailsElement | null): void {
  if (menu) menu.open = false
}
