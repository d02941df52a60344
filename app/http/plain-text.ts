/** A short answer for programs: one line of text. */
export const plainText = (line: string, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(`${line}\n`, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers } })
