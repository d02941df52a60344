import type { output, ZodType } from 'zod'
import { type ApiClient, clientOfToken } from '#app/domain/identity/api-tokens.server.ts'
import { problemResponse } from './problem.server.ts'

export type Call<Query> = { client: ApiClient; query: Query; now: Date }

const NO_TOKEN = 'Send a token that an administrator issued, as Authorization: Bearer gangway_….'

/**
 * Answers one request of a program: 401 without a working token, 400 for a query that is not of the schema's shape, and
 * what `work` answers as JSON. What it throws becomes a problem in the net around the route.
 */
export async function answerClient<Schema extends ZodType>(
  request: Request,
  schema: Schema,
  work: (call: Call<output<Schema>>) => Promise<unknown>,
): Promise<Response> {
  const now = new Date()
  const client = await clientOf(request, now)
  if (client === null) return problemResponse(401, NO_TOKEN, { 'WWW-Authenticate': 'Bearer realm="Gangway"' })
  const query = schema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!query.success) return problemResponse(400, wordsOf(query.error.issues))
  return Response.json(await work({ client, query: query.data, now }), { headers: { 'Cache-Control': 'no-store' } })
}

async function clientOf(request: Request, now: Date): Promise<ApiClient | null> {
  const token = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  return token ? clientOfToken(token, now) : null
}

/** What does not fit, by its place: "limit: Too big: expected number to be <=500". */
export const wordsOf = (issues: readonly { path: PropertyKey[]; message: string }[]): string =>
  issues.map(({ path, message }) => `${path.map(String).join('.') || 'query'}: ${message}`).join('; ')
