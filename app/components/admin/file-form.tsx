import { type FormEvent, useState } from 'react'
import { Form, useNavigation } from 'react-router'
import { Button } from '#app/components/ui/button.tsx'
import { TextField } from '#app/components/ui/field.tsx'
import { FILE_LIMIT } from '#app/http/upload-limit.ts'

/**
 * Chooses a file and reads it; what it would do is shown before anything happens. One that is too large is not even sent:
 * it would travel for nothing, and the page would make room for the refusal.
 */
export function FileForm({ error }: { error: string | null }) {
  const busy = useNavigation().state === 'submitting'
  const [tooLarge, setTooLarge] = useState<string | null>(null)
  const shown = tooLarge ?? error
  const check = (event: FormEvent<HTMLFormElement>) => {
    const file = new FormData(event.currentTarget).get('file')
    const words = file instanceof File ? tooLargeWords(file.size) : null
    setTooLarge(words)
    if (words !== null) event.preventDefault()
  }
  return (
    <Form method="post" encType="multipart/form-data" className="form" onSubmit={check}>
      <TextField
        field={{ name: 'file', errors: shown ? [shown] : undefined }}
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

function tooLargeWords(size: number): string | null {
  if (size <= FILE_LIMIT) return null
  return `This file has ${(size / 1_000_000).toFixed(1)} MB, and 1 MB is the most. Split it, or leave out columns that are not ours.`
}
