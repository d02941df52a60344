import { Link, useNavigation } from 'react-router'
import { Button } from '../ui/button.tsx'
import { FormError } from '../ui/field.tsx'

/** The end of a form on a page of its own: what concerns the whole form, the verb, and the way back. */
export function FormEnd({ errors, verb, back }: { errors: readonly string[] | undefined; verb: string; back: string }) {
  const busy = useNavigation().state === 'submitting'
  return (
    <>
      <FormError errors={errors} />
      <p className="btn-row">
        <Button type="submit" kind="primary" busy={busy} busyWords="Saving">
          {verb}
        </Button>
        <Link to={back}>Cancel</Link>
      </p>
    </>
  )
}
