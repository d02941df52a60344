import { paths } from '#app/http/paths.ts'
import { mediaName } from './media.ts'
import { SLUG } from './slug.ts'

/** What an address in a text points at. */
export type Address =
  | { to: 'module'; module: string; block: string | null }
  /** a block, a heading or a footnote of the same file */
  | { to: 'here'; id: string }
  | { to: 'media'; name: string }
  /** a page of the portal */
  | { to: 'page'; path: string }
  /** the web, mail or telephone */
  | { to: 'outside'; url: string }

/** Reads an address as authors write it, or null if it is of no form that is allowed: what is not known is refused. */
export function readAddress(written: string): Address | null {
  const address = written.trim()
  if (/[\p{Cc}\s\\]/u.test(address)) return null
  if (/^(?:https?:\/\/[^/]|mailto:|tel:)/i.test(address)) return { to: 'outside', url: address }
  const media = mediaName(address)
  if (media !== null) return { to: 'media', name: media }
  if (/^\/(?!\/)/.test(address)) return { to: 'page', path: address }
  if (address.startsWith('#') && address.length > 1) return { to: 'here', id: address.slice(1) }
  // `../wave-1/approve.mdx#limits` is how a module links to another where files are read without the portal.
  const found = /^(?:[\w.-]+\/)*([\w-]+)(?:\.mdx?)?(?:#([\w-]+))?$/.exec(address)
  const [, module = '', block = null] = found ?? []
  return SLUG.test(module) ? { to: 'module', module, block } : null
}

/** The address as it stands on the page; media are left to whoever knows the shelf. */
export function hrefOf(address: Exclude<Address, { to: 'media' }>): string {
  switch (address.to) {
    case 'module':
      return paths.module(address.module, address.block ?? undefined)
    case 'here':
      return `#${address.id}`
    case 'page':
      return address.path
    case 'outside':
      return address.url
  }
}
