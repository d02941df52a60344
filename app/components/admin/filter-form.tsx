import type { ReactNode } from 'react'
import { Form, Link, useSearchParams, useSubmit } from 'react-router'
import { Button } from '#app/components/ui/button.tsx'
import { type Option, SelectField, TextField } from '#app/components/ui/field.tsx'

type FilterFormProps = {
  action: string
  /** a name in the address that is no filter, and stays as it is */
  kept?: string
  children: ReactNode
}

/** The filters of a list, kept in its address. Choices apply at once; words by Enter or the button. */
export function FilterForm({ action, kept, children }: FilterFormProps) {
  const submit = useSubmit()
  const [params] = useSearchParams()
  const filtered = [...params.keys()].some((name) => name !== 'after' && name !== kept && params.get(name))
  const staying = kept ? params.getAll(kept).map((value): [string, string] => [kept, value]) : []
  return (
    <Form
      method="get"
      action={action}
      className="filters"
      role="search"
      aria-label="Filters"
      onChange={(event) => {
        if (event.target instanceof HTMLSelectElement) void submit(event.currentTarget, { preventScrollReset: true })
      }}
    >
      {staying.map(([name, value]) => (
        <input key={value} type="hidden" name={name} value={value} />
      ))}
      {children}
      <div className="btn-row">
        <Button type="submit" icon="search">
          Show
        </Button>
        {filtered && (
          <Link to={staying.length > 0 ? `${action}?${new URLSearchParams(staying)}` : action}>Show all</Link>
        )}
      </div>
    </Form>
  )
}

type Filter = { name: string; label: string; value: string | undefined }

/** One of several, or all of them. The key makes the browser take a value that came with a link. */
export function FilterSelect({
  name,
  label,
  value,
  all,
  options,
}: Filter & { all: string; options: readonly Option[] }) {
  return (
    <SelectField key={value} field={{ name, defaultValue: value ?? '' }} label={label} empty={all} options={options} />
  )
}

export function FilterText({ name, label, value, type = 'search' }: Filter & { type?: 'search' | 'date' }) {
  return <TextField key={value} field={{ name, defaultValue: value ?? '' }} label={label} type={type} />
}
