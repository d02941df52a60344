import { Form, Link } from 'react-router'
import { inWords, sentence } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { kindOf } from '#app/components/module/module-head.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { SelectField, TextField } from '#app/components/ui/field.tsx'
import { PageHead, SectionHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { StatusMark } from '#app/components/ui/status-mark.tsx'
import { type LibraryEntry, searchLibrary } from '#app/domain/modules/library.server.ts'
import { quickReferencesFor } from '#app/domain/modules/quick-references.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { MODULE_KINDS, type ModuleKind, START_BLOCK } from '#app/lessons/tree.ts'
import type { Route } from './+types/library.ts'
import '#app/styles/pages/library.css'

export const meta: Route.MetaFunction = () => [{ title: 'Library · Gangway' }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const asked = new URL(request.url).searchParams
  const query = (asked.get('q') ?? '').trim().slice(0, 200)
  const kind = MODULE_KINDS.find((one) => one === asked.get('kind')) ?? null
  const entries = await answer(() => searchLibrary(viewer, { ...(query ? { query } : {}), ...(kind ? { kind } : {}) }))
  return { entries, query, kind, references: await quickReferencesFor(viewer) }
}

const KINDS = MODULE_KINDS.map((kind) => ({ value: kind, label: kindOf(kind).words }))

export default function LibraryPage({ loaderData }: Route.ComponentProps) {
  const { entries, query, kind, references } = loaderData
  // References have a place of their own beside the list; a search or a kind finds them as everything else.
  const isWhole = !query && !kind
  const listed = isWhole ? entries.filter((entry) => entry.kind !== 'quick reference') : entries
  return (
    <Main>
      <PageHead title="Library" />
      <Form method="get" className="library-search" role="search" aria-label="Library">
        <TextField
          field={{ name: 'q', defaultValue: query }}
          type="search"
          label="Search"
          placeholder="delegate, tax code, voucher"
        />
        <SelectField
          field={{ name: 'kind', defaultValue: kind ?? '' }}
          label="Kind"
          options={KINDS}
          empty="All kinds"
        />
        <Button type="submit" icon="search">
          Search
        </Button>
      </Form>
      <div className="split">
        {listed.length === 0 ? (
          <Nothing query={query} />
        ) : (
          <section aria-labelledby="found">
            <SectionHead id="found" title={isWhole ? 'All modules' : `${sentence(inWords(listed.length))} found`} />
            <ul className="library">
              {listed.map((entry) => (
                <Entry key={entry.slug} entry={entry} />
              ))}
            </ul>
          </section>
        )}
        {references.length > 0 && (
          <aside className="side">
            <section aria-labelledby="references">
              <h2 id="references">Quick references</h2>
              <ul className="lines">
                {references.map(({ slug, title }) => (
                  <li key={slug}>
                    <Link to={paths.module(slug)}>{title}</Link>
                  </li>
                ))}
              </ul>
            </section>
          </aside>
        )}
      </div>
    </Main>
  )
}

function Nothing({ query }: { query: string }) {
  return (
    <Problem kind="empty" title={query ? `Nothing found for “${query}”` : 'Nothing is published yet'} level={2}>
      {query
        ? 'Try a shorter word, or the word that the old product used.'
        : 'Modules appear here once your migration lead publishes them.'}
    </Problem>
  )
}

function Entry({ entry }: { entry: LibraryEntry }) {
  const block = entry.block
  return (
    <li>
      <p className="library-title">
        <Link to={paths.module(entry.slug, block?.id)}>{entry.title}</Link>
      </p>
      <p className="small muted">
        {kindText(entry.kind, entry.minutes)}
        {block && block.id !== START_BLOCK && `, in “${block.title}”`}
      </p>
      {entry.excerpt ? (
        <p className="small library-excerpt">
          {entry.excerpt.map(({ text, marked }, place) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no identity
            marked ? <mark key={place}>{text}</mark> : <span key={place}>{text}</span>,
          )}
        </p>
      ) : (
        entry.summary && <p className="small">{entry.summary}</p>
      )}
      {entry.standing === 'complete' && <StatusMark state="done">Complete</StatusMark>}
      {entry.standing === 'refresher due' && <StatusMark state="working">Refresher due</StatusMark>}
    </li>
  )
}

const kindText = (kind: ModuleKind, minutes: number) =>
  kind === 'quick reference' ? kindOf(kind).words : `${kindOf(kind).words}, about ${minutes} min`
