import { inflateSync } from 'node:zlib'

/**
 * The words of a PDF as pdfkit writes it, a line each, and where its links lead: enough to read a certificate in a test
 * without another program.
 */
export function readPdf(file: Buffer): { lines: string[]; links: string[]; pages: number } {
  const objects = objectsOf(file)
  const letters = new Map<string, Map<string, string>>()
  for (const { text } of objects.values()) {
    for (const [, name = '', id = ''] of text.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.text ?? '')?.[1]
      if (unicode) letters.set(name, lettersOf(objects.get(unicode)?.stream ?? ''))
    }
  }
  const contents = [...objects.values()].flatMap(({ stream }) => (stream && / Tf/.test(stream) ? [stream] : []))
  return {
    lines: contents.flatMap((content) => linesOf(content, letters)),
    links: [...file.toString('latin1').matchAll(/\/URI \(([^)]*)\)/g)].map(([, link = '']) => link),
    pages: [...objects.values()].filter(({ text }) => /\/Type \/Page\b/.test(text)).length,
  }
}

type PdfObject = { text: string; stream: string | null }

function objectsOf(file: Buffer): Map<string, PdfObject> {
  const found = new Map<string, PdfObject>()
  const whole = file.toString('latin1')
  for (const match of whole.matchAll(/(\d+) 0 obj\n([\s\S]*?)(?:\nendobj|stream\n)/g)) {
    const [all, id = '', text = ''] = match
    const length = Number(/\/Length (\d+)/.exec(text)?.[1])
    const start = match.index + all.length
    found.set(id, {
      text,
      stream: all.endsWith('stream\n') ? streamIn(file.subarray(start, start + length), text) : null,
    })
  }
  return found
}

function streamIn(bytes: Buffer, text: string): string {
  return (text.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1')
}

/** Which letters the glyphs of a font stand for. */
function lettersOf(map: string): Map<string, string> {
  const letters = new Map<string, string>()
  for (const [, from = '', , said = ''] of map.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/gi)) {
    for (const [place, [, code = '']] of [...said.matchAll(/<([0-9a-f ]+)>/gi)].entries()) {
      const glyph = (Number.parseInt(from, 16) + place).toString(16).padStart(4, '0')
      letters.set(glyph, utf16(code.replaceAll(' ', '')))
    }
  }
  return letters
}

const utf16 = (code: string) => Buffer.from(code, 'hex').swap16().toString('utf16le')

/** The texts of a page; what stands on one height is one line. */
function linesOf(content: string, letters: ReadonlyMap<string, ReadonlyMap<string, string>>): string[] {
  const lines = new Map<string, string>()
  for (const [, block = ''] of content.matchAll(/BT\n([\s\S]*?)ET/g)) {
    const height = /1 0 0 1 \S+ (\S+) Tm/.exec(block)?.[1] ?? ''
    const font = letters.get(/\/(F\d+) \S+ Tf/.exec(block)?.[1] ?? '')
    const glyphs = [...block.matchAll(/<([0-9a-f]+)>/gi)].flatMap(([, said = '']) => said.match(/.{4}/g) ?? [])
    lines.set(height, (lines.get(height) ?? '') + glyphs.map((glyph) => font?.get(glyph.toLowerCase()) ?? '?').join(''))
  }
  return [...lines.values()]
}
