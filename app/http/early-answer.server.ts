import type { Request, Response } from 'express'

/** An answer that no route gives: before routing, or where a route failed beyond its error boundary. */
export type EarlyAnswer = { status: number; kind: string; title: string; words: string }

/**
 * Answers a person with a bare page and a script with JSON, both with the request's id. `end: false` leaves the answer
 * delivered but open, for a request whose body is still arriving. The words are ours, so nothing needs escaping.
 */
export function answerEarly(req: Request, res: Response, answer: EarlyAnswer, { end = true } = {}): void {
  const forPerson = (req.headers.accept ?? '').includes('text/html')
  const { requestId } = res.locals.visit
  const body = Buffer.from(
    forPerson ? page(answer, requestId) : JSON.stringify({ kind: answer.kind, words: answer.words, requestId }),
  )
  res.statusCode = answer.status
  res.setHeader('Content-Type', forPerson ? 'text/html; charset=utf-8' : 'application/json')
  res.setHeader('Cache-Control', 'no-store')
  res.setHeader('Content-Length', body.length)
  res.write(body)
  if (end) res.end()
}

function page({ title, words }: EarlyAnswer, requestId: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>${title} · Gangway</title></head>
<body><main><h1>${title}</h1><p>${words}</p><p><a href="/">Go to the start page</a></p><p>Request ${requestId}</p></main></body>
</html>
`
}
