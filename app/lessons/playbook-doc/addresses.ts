/** Addresses in a playbook's document: they stand there as they do on a page. Pure. */
import { hrefOf, readAddress } from '../address.ts'

/** A stored picture: its content's hash names it. */
export const OWN_PICTURE = /^\/media\/[0-9a-f]{64}\.(png|jpe?g|webp|avif|gif|svg)$/

/** The address of a link as a page has it; null for one that is not allowed: a script's, a file's, a picture's bytes. */
export function hrefOfWritten(written: string): string | null {
  const address = readAddress(written)
  return address === null || address.to === 'media' ? null : hrefOf(address)
}
