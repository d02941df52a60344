import { createHmac } from 'node:crypto'

/** The header that proves who sent a delivery, and when: `t=<seconds>,v1=<hex>`, over `<seconds>.<body>`. */
export function signatureOf(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000)
  const sum = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return `t=${seconds},v1=${sum}`
}
