import { certificatePdf } from '#app/domain/progress/certificate-pdf.server.ts'
import { certificateOf } from '#app/domain/progress/certificates.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/certificate-pdf.ts'

/** One's own certificate as a file for paper. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const certificate = await answer(() => certificateOf(viewer, params.id))
  const address = new URL(paths.verification(certificate.id), request.url).href
  const file = await certificatePdf(certificate, address)
  return new Response(new Uint8Array(file), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="certificate-${certificate.id}.pdf"`,
      'Cache-Control': 'no-store',
    },
  })
}
