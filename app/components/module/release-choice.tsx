import { Form } from 'react-router'
import { type ComparisonPage, WORKING_COPY } from '#app/domain/modules/comparison/comparison.ts'
import { paths } from '#app/http/paths.ts'
import { Button } from '../ui/button.tsx'
import { SelectField } from '../ui/field.tsx'
import './comparison.css'

type ReleaseChoiceProps = Pick<ComparisonPage, 'slug' | 'releases' | 'from' | 'to' | 'hasCopy'>

/** Which two releases are compared; kept in the address. */
export function ReleaseChoice({ slug, releases, from, to, hasCopy }: ReleaseChoiceProps) {
  const options = releases.map(({ label, isCurrent, isWithdrawn, isCompleted }) => {
    const notes = [isCurrent && 'current', isWithdrawn && 'withdrawn', isCompleted && 'completed by you']
    const said = notes.filter((note) => note !== false).join(', ')
    return { value: label, label: `Release ${label}${said && ` (${said})`}` }
  })
  const copy = hasCopy || to === WORKING_COPY ? [{ value: WORKING_COPY, label: 'The file as it is now' }] : []
  return (
    <Form
      key={`${from} ${to}`}
      method="get"
      action={paths.moduleChanges(slug)}
      className="compare-choice"
      role="search"
      aria-label="Releases to compare"
    >
      <SelectField field={{ name: 'from', defaultValue: from ?? '' }} label="Before" options={options} />
      <SelectField field={{ name: 'to', defaultValue: to }} label="After" options={[...copy, ...options]} />
      <Button type="submit">Compare</Button>
    </Form>
  )
}
