import { useEffect, useMemo } from 'react'
import { Form, Link, useLocation, useSubmit } from 'react-router'
import { focusSearch, SEARCH_FIELD } from '#app/components/frame/search-key.tsx'
import { KEYS } from '#app/components/frame/single-keys.ts'
import { kindOf } from '#app/components/module/module-head.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { SelectField, TextField } from '#app/components/ui/field.tsx'
import { useFieldsFollow } from '#app/components/ui/use-fields-follow.ts'
import type { LibraryChoice } from '#app/domain/modules/library.server.ts'
import { isNarrowed, type LibraryFilters, libraryAddress, ME, STANDINGS } from '#app/domain/modules/library-filters.ts'
import type { ModuleStanding } from '#app/domain/progress/standing.ts'
import { paths } from '#app/http/paths.ts'
import { MODULE_KINDS } from '#app/lessons/tree.ts'

type LibraryFormProps = { filters: LibraryFilters; milestones: LibraryChoice[]; audiences: LibraryChoice[] }

const kinds = MODULE_KINDS.map((kind) => ({ value: kind, label: kindOf(kind).words }))

const STANDING_WORDS: Record<ModuleStanding, string> = {
  'not started': 'Not started',
  started: 'Begun',
  complete: 'Complete',
  'refresher due': 'Refresher due',
}
const standings = STANDINGS.map((standing) => ({ value: standing, label: STANDING_WORDS[standing] }))

/** Words to look for, and what narrows the list. Choices apply at once; words by Enter or the button. */
export function LibraryForm({ filters, milestones, audiences }: LibraryFormProps) {
  const submit = useSubmit()
  const { query, kind, milestone, audience, standing } = filters
  const shown = useMemo(
    () => ({ q: query, kind, milestone, for: audience, state: standing }),
    [query, kind, milestone, audience, standing],
  )
  const form = useFieldsFollow(shown)
  useToSearch()
  return (
    <Form
      ref={form}
      method="get"
      className="library-form"
      role="search"
      autoComplete="off"
      aria-label="Library"
      onChange={(event) => {
        if (event.target instanceof HTMLSelectElement) void submit(event.currentTarget, { preventScrollReset: true })
      }}
    >
      <div className="library-search">
        <TextField
          field={{ id: SEARCH_FIELD, name: 'q', defaultValue: query }}
          type="search"
          label="Search"
          placeholder="delegate, tax code, voucher"
          aria-keyshortcuts={KEYS.search.key}
          aside={<kbd>{KEYS.search.key}</kbd>}
        />
        <Button type="submit" icon="search">
          Search
        </Button>
      </div>
      <div className="filters">
        <Filter name="kind" label="Kind" value={kind} empty="All kinds" options={kinds} />
        <Filter name="milestone" label="Milestone" value={milestone} empty="Any or none" options={milestones} />
        <Filter
          name="for"
          label="Asked of"
          value={audience}
          empty="Anyone"
          options={[{ value: ME, label: 'Me' }, ...audiences]}
        />
        <Filter name="state" label="Where I stand" value={standing} empty="Anywhere" options={standings} />
        {isNarrowed(filters) && (
          <p className="btn-row small">
            <Link to={paths.library() + libraryAddress({ query })}>Clear the filters</Link>
          </p>
        )}
      </div>
    </Form>
  )
}

type FilterProps = {
  name: string
  label: string
  value: string | null
  empty: string
  options: readonly LibraryChoice[]
}

function Filter({ name, value, ...rest }: FilterProps) {
  return <SelectField field={{ name, defaultValue: value ?? '' }} {...rest} />
}

/** Whoever came by the search key goes on typing. */
function useToSearch(): void {
  const { state, key } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: each visit has its own key
  useEffect(() => {
    if ((state as { toSearch?: boolean } | null)?.toSearch) focusSearch()
  }, [key])
}
