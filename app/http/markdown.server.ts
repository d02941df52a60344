/** A playbook's file, to keep. */
export function markdownResponse(slug: string, text: string): Response {
  return new Response(text, {
    headers: {
      'Content-Type': 'text/markdown; charset=utf-8',
      'Content-Disposition': `attachment; filename="${slug.replace(/[^a-z0-9-]/g, '')}.mdx"`,
      'Cache-Control': 'no-store',
    },
  })
}
