import { fontFile, type Run, runsOf, type Weight } from './certificate-fonts.server.ts'
import type { Certificate } from './certificates.server.ts'

/** Points. */
const MARGIN = 64
const MUTED = '#4a5560'

/**
 * A certificate as one A4 page (more, where a milestone asked for many modules), tagged for screen readers. `address` is
 * where anybody may verify it. Letters that no font has are left as boxes, and the page says so.
 */
export async function certificatePdf(certificate: Certificate, address: string): Promise<Buffer> {
  // It holds eleven megabytes, and few days have a certificate.
  const { default: PDFDocument } = await import('pdfkit')
  const holder = await runsOf(certificate.holder ?? '')
  const isWhole = holder.every(({ script }) => script !== null)
  const lines = linesOf(certificate, address, isWhole)
  const drawn = await Promise.all(lines.map(async (line) => ({ ...line, runs: await runsOf(line.text) })))
  const title = titleOf(certificate)
  const document = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en',
    displayTitle: true,
    info: { Title: title, Author: certificate.organisation, CreationDate: certificate.issuedAt },
  })
  const pieces: Buffer[] = []
  const done = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (piece: Buffer) => pieces.push(piece))
    document.on('end', () => resolve(Buffer.concat(pieces)))
    document.on('error', reject)
  })
  for (const { runs, weight } of drawn) await register(document, runs, weight)
  const whole = document.struct('Document')
  document.addStructure(whole)
  for (const line of drawn) {
    whole.add(document.struct(line.heading ? 'H1' : 'P', {}, () => draw(document, line)))
  }
  whole.end()
  document.end()
  return done
}

type Line = {
  text: string
  size: number
  weight: Weight
  heading?: true
  muted?: true
  /** empty space above, in points */
  above: number
  link?: string
}

/** `isWhole`: every letter of the holder's name can be printed. */
function linesOf(certificate: Certificate, address: string, isWhole: boolean): Line[] {
  const { organisation, oldProduct, newProduct, milestone, completions, timeZone, issuedAt } = certificate
  const day = dayIn(timeZone)
  const plain = (text: string, above: number): Line => ({ text, size: 12, weight: 400, above })
  const small = (text: string, above: number): Line => ({ text, size: 10, weight: 400, muted: true, above })
  const done = completions.flatMap(({ title, label, completedAt }): Line[] => [
    { text: title, size: milestone ? 13 : 20, weight: 600, above: milestone ? 10 : 6 },
    small(`Release ${label}, completed on ${day(completedAt)}`, 2),
  ])
  return [
    small(`Gangway at ${organisation}`, 0),
    { text: 'Certificate', size: 30, weight: 600, heading: true, above: 48 },
    { text: certificate.holder ?? 'A former member', size: 24, weight: 400, above: 36 },
    plain(milestone ? `has completed everything asked for “${milestone}”:` : 'has completed', 8),
    ...done,
    plain(`For the change from ${oldProduct} to ${newProduct}.`, 28),
    small(`Issued on ${day(issuedAt)}. Days in ${timeZone}.`, 4),
    small('Anybody may verify this certificate, and see whether it still stands, at', 40),
    { text: address, size: 11, weight: 600, above: 2, link: address },
    ...(isWhole ? [] : [small('Some letters of the name cannot be printed here. That page shows it in full.', 8)]),
  ]
}

const titleOf = ({ milestone, completions }: Certificate) => `Certificate: ${milestone ?? completions[0]?.title ?? ''}`

/** Days as they are written out: 18 September 2026. */
function dayIn(timeZone: string): (moment: Date) => string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'long', year: 'numeric' })
  return (moment) => format.format(moment)
}

const nameOf = (script: Run['script'], weight: Weight) => `${script ?? 'latin'} ${weight}`

/** A document knows a font by its name once it was given its bytes. */
async function register(document: PDFKit.PDFDocument, runs: readonly Run[], weight: Weight): Promise<void> {
  for (const { script } of runs) {
    document.registerFont(nameOf(script, weight), await fontFile(script ?? 'latin', weight))
  }
}

function draw(document: PDFKit.PDFDocument, line: Line & { runs: Run[] }): void {
  const { runs, size, weight, muted, above, link } = line
  document.y += above
  document.fontSize(size).fillColor(muted ? MUTED : '#000000')
  for (const [place, { text, script }] of runs.entries()) {
    document.font(nameOf(script, weight)).text(text, { continued: place < runs.length - 1, ...(link ? { link } : {}) })
  }
}
