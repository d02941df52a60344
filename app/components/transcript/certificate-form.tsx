import { paths } from '#app/http/paths.ts'
import { Button } from '../ui/button.tsx'

/** Fetches a certificate: the browser saves the file, and the page stays. `about` is what it is for. */
export function CertificateForm({ of, name, about }: { of: 'completion' | 'milestone'; name: string; about: string }) {
  return (
    <form method="post" action={paths.certificates()} className="certificate-form">
      <input type="hidden" name="of" value={of} />
      <input type="hidden" name="name" value={name} />
      <Button type="submit" kind="quiet" icon="download">
        Certificate <span className="sr">for {about}</span>
      </Button>
    </form>
  )
}
