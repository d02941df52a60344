import { openApiDocument } from '#app/http/api/openapi.server.ts'

const document = openApiDocument()

/** What this interface is; nobody's in particular, so it needs no token. */
export const loader = () => Response.json(document, { headers: { 'Cache-Control': 'public, max-age=3600' } })
