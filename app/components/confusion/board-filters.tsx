import { Form, useSubmit } from 'react-router'
import { Button } from '#app/components/ui/button.tsx'
import { Checkbox } from '#app/components/ui/choice.tsx'
import { type Option, SelectField } from '#app/components/ui/field.tsx'
import { useFieldsFollow } from '#app/components/ui/use-fields-follow.ts'
import { type Board, type BoardFilter, OWNER_FILTERS, type OwnerFilter } from '#app/domain/confusion/board.ts'
import {
  CONFUSION_KINDS,
  CONFUSION_STATES,
  kindWords,
  SEVERITIES,
  severityWords,
  stateWords,
} from '#app/domain/confusion/kinds.ts'
import { paths } from '#app/http/paths.ts'

/** The filters in one row. They apply at once; without scripts, by the button. */
export function BoardFilters({ filter, modules }: { filter: BoardFilter; modules: Board['modules'] }) {
  const submit = useSubmit()
  const form = useFieldsFollow(filter)
  return (
    <Form
      ref={form}
      method="get"
      action={paths.confusion()}
      className="filters"
      role="search"
      autoComplete="off"
      aria-label="Filters"
      onChange={(event) => void submit(event.currentTarget, { preventScrollReset: true })}
    >
      {filter.view !== 'open' && <input type="hidden" name="view" value={filter.view} />}
      <Filter
        name="module"
        label="Module"
        empty="Every module"
        value={filter.module}
        options={modules.map(moduleOption)}
      />
      <Filter name="kind" label="Kind" empty="Every kind" value={filter.kind} options={kinds} />
      {filter.view !== 'closed' && (
        <Filter name="state" label="State" empty="Every state" value={filter.state} options={states} />
      )}
      <Filter
        name="severity"
        label="Severity"
        empty="Every severity"
        value={filter.severity ?? null}
        options={severities}
      />
      <Filter name="owner" label="Owner" empty="Anybody or nobody" value={filter.owner ?? null} options={owners} />
      <Checkbox name="blocking" value="yes" defaultChecked={filter.blocking}>
        Only blocking
      </Checkbox>
      <noscript>
        <Button type="submit">Show</Button>
      </noscript>
    </Form>
  )
}

const kinds: Option[] = CONFUSION_KINDS.map((kind) => ({ value: kind, label: kindWords[kind] }))
const states: Option[] = CONFUSION_STATES.filter((state) => state !== 'resolved').map((state) => ({
  value: state,
  label: stateWords[state],
}))
const severities: Option[] = SEVERITIES.toReversed().map((severity) => ({
  value: severity,
  label: severityWords[severity],
}))
const ownerWords: Record<OwnerFilter, string> = { nobody: 'Nobody yet', left: 'Somebody who has left' }
const owners: Option[] = OWNER_FILTERS.map((owner) => ({ value: owner, label: ownerWords[owner] }))
const moduleOption = ({ slug, title }: Board['modules'][number]): Option => ({ value: slug, label: title })

type FilterProps = { name: string; label: string; empty: string; value: string | null; options: readonly Option[] }

function Filter({ name, value, ...rest }: FilterProps) {
  return <SelectField field={{ name, defaultValue: value ?? '' }} {...rest} />
}
