import type { Request, Response } from 'express'
import { PROBLEM_TYPE, problemOf } from './api/problem.server.ts'

/** An answer that no route gives: before routing, or where a route failed beyond its error boundary. */
export type EarlyAnswer = { status: number; kind: string; title: string; words: string }

/**
 * Answers a person with a bare page and a script with JSON, both with the request's id. `end: false` leaves the answer
 * delivered but open, for a request whose body is still arriving. The words are ours, so nothing needs escaping.
 */
export function answerEarly(req: Request, res: Response, answer: EarlyAnswer, { end = true } = {}): void {
  const { type, text } = written(req, answer, res.locals.visit.requestId)
  const body = Buffer.from(text)
  res.statusCode = answer.status
  res.setHeader('Content-Type', type)
  res.setHeader('Cache-Control', 'no-store')
  res.setHeader('Content-Length', body.length)
  res.write(body)
  if (end) res.end()
}

/** A page for a person, a problem for a program, and what our own scripts read for those. */
function written(req: Request, answer: EarlyAnswer, requestId: string): { type: string; text: string } {
  const { kind, words, status } = answer
  if (req.path.startsWith('/api/')) return { type: PROBLEM_TYPE, text: JSON.stringify(problemOf(status, words)) }
  const forPerson = (req.headers.accept ?? '').includes('text/html')
  if (forPerson) return { type: 'text/html; charset=utf-8', text: page(answer, requestId) }
  return { type: 'application/json', text: JSON.stringify({ kind, words, requestId }) }
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
