import { redirect } from 'react-router'
import { Refusal } from '#app/domain/errors.ts'
import { CertificateInput, issueCertificate } from '#app/domain/progress/certificates.server.ts'
import { answer, seeOther } from '#app/http/answer.server.ts'
import { readForm, replyToForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/certificates.ts'

/** The address leads nowhere by itself: certificates are asked for on the transcript. */
export const loader = () => redirect(paths.transcript())

/** Issues a certificate and leads to its file. What is open meanwhile is said on the transcript. */
export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const submission = await readForm(request, CertificateInput)
  if (submission.status !== 'success') return replyToForm(submission)
  try {
    return seeOther(paths.certificatePdf(await issueCertificate(viewer, submission.value, new Date())))
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'conflict') {
      return redirectWithToast(paths.transcript(), error.message)
    }
    return answer(() => Promise.reject(error))
  }
}
