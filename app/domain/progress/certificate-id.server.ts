import { randomBytes } from 'node:crypto'

/** Digits and letters that nobody takes for one another on paper. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'
const GROUP = 5
const LENGTH = 20

/** A number for a certificate: 100 random bits, so that nobody finds one by trying, in groups that can be typed. */
export function newCertificateId(): string {
  return grouped(Array.from(randomBytes(LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join(''))
}

/** A number as somebody typed it from paper; null if it cannot be one. */
export function readCertificateId(typed: string): string | null {
  const letters = typed.toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0').replace(/[il]/g, '1')
  return letters.length === LENGTH && [...letters].every((letter) => LETTERS.includes(letter)) ? grouped(letters) : null
}

function grouped(letters: string): string {
  return letters.match(new RegExp(`.{${GROUP}}`, 'g'))?.join('-') ?? ''
}
