import { type AnchorHTMLAttributes, useEffect } from 'react'
import { useNavigate } from 'react-router'

/**
 * A link to another page of the portal, as a plain anchor: drawn at a tenth of what React Router's own costs, for the
 * frame and for lists, of which every page is full. `FollowLinks` goes where it leads.
 */
export function PageLink({ to, ...rest }: { to: string } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>) {
  // By this attribute React Router learns of the routes that are in reach.
  return <a {...rest} href={to} data-discover="true" />
}

/** What leads to pages of ours: `PageLink`s, and what authors link from one module to another. */
const OURS = 'a[data-discover], .prose a[href^="/modules/"]'

/** Goes to what a plain link leads to without loading the document anew. Stands once in the page. */
export function FollowLinks() {
  const navigate = useNavigate()
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>(OURS) : null
      if (!link || event.defaultPrevented || !isPlainClick(event) || leadsElsewhere(link)) return
      // Without a network the service worker has the whole page, or says that there is none.
      if (!navigator.onLine && navigator.serviceWorker?.controller) return
      event.preventDefault()
      void navigate(link.pathname + link.search + link.hash)
    }
    document.addEventListener('click', follow)
    return () => document.removeEventListener('click', follow)
  }, [navigate])
  return null
}

const isPlainClick = ({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent) =>
  button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey

/** To another site, window or place of this page, or into a file. */
function leadsElsewhere({ origin, target, pathname, search, hash, download }: HTMLAnchorElement): boolean {
  if (origin !== location.origin || (target !== '' && target !== '_self') || download !== '') return true
  return hash !== '' && pathname === location.pathname && search === location.search
}
