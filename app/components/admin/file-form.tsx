import { Form, useNavigation } from 'react-router'
import { Button } from '#app/components/ui/button.tsx'
import { TextField } from '#app/components/ui/field.tsx'

/** Chooses a file and reads it; what it would do is shown before anything happens. */
export function FileForm({ error }: { error: string | null }) {
  const busy = useNavigation().state === 'submitting'
  return (
    <Form method="post" encType="multipart/form-data" className="form">
      <TextField
        field={{ name: 'file', errors: error ? [error] : undefined }}
        label="File"
        type="file"
        accept=".csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values"
        hint="CSV as a spreadsheet saves it, up to 10,000 lines and 1 MB"
        required
      />
      <p>
        <Button type="submit" kind="primary" busy={busy} busyWords="Reading">
          Read the file
        </Button>
      </p>
    </Form>
  )
}
