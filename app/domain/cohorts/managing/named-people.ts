/** What somebody pasted, an entry each: lines, or parts of a line by comma or semicolon; the address of `Name <address>`. */
export function entriesIn(pasted: string): string[] {
  const entries = pasted
    .replaceAll(/"[^"\n]*"\s*(?=<)/g, '')
    .split(/[\n\r;,\t]+/)
    .map((entry) => /<([^<>]+)>/.exec(entry)?.[1] ?? entry)
    .map((entry) => entry.replace(/^\s*mailto:/i, '').trim())
    .filter(Boolean)
  return [...new Map(entries.map((entry) => [entry.toLowerCase(), entry])).values()]
}
