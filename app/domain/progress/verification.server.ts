import { countLookUp, forgiveLookUp } from '../identity/sign-in-limits.server.ts'
import { readCertificateId } from './certificate-id.server.ts'
import { type Certificate, readCertificate } from './certificates.server.ts'

/** `unknown`: no certificate has this number; `resting`: for how long none is looked at from there. */
export type Verification =
  | { outcome: 'known'; certificate: Certificate }
  | { outcome: 'unknown' }
  | { outcome: 'resting'; seconds: number }

/**
 * What a certificate says, for anybody who has its number, as typed from paper. Numbers that are none are counted by the
 * network address that they come `from`, before they are looked up.
 */
export async function verifyCertificate(number: string, from: string): Promise<Verification> {
  const allowance = await countLookUp(from)
  if ('seconds' in allowance) return { outcome: 'resting', seconds: allowance.seconds }
  const id = readCertificateId(number)
  const found = id && (await readCertificate(id))
  if (!found) return { outcome: 'unknown' }
  await forgiveLookUp(from)
  return { outcome: 'known', certificate: found.certificate }
}
