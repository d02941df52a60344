import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link } from 'react-router'
import { z } from 'zod'
import { FilterForm, FilterText } from '#app/components/admin/filter-form.tsx'
import { count, counted, listed } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { FormEnd } from '#app/components/milestones/form-end.tsx'
import { LinkButton } from '#app/components/ui/button.tsx'
import { ChoiceField } from '#app/components/ui/choice.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { type CohortChoice, type CohortChoices, cohortChoices } from '#app/domain/cohorts/cohorts.server.ts'
import { MoveInput } from '#app/domain/cohorts/managing/cohort-input.ts'
import { moveMembers, movingFrom } from '#app/domain/cohorts/managing/place-members.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { cohortPaths } from '#app/http/cohort-paths.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/member-move.ts'
import '#app/components/milestones/milestones.css'

export const meta: Route.MetaFunction = () => [{ title: 'Move people · Gangway' }]

const Filter = z.object({ words: z.string().trim().max(200).default('').catch('') })

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const query = new URL(request.url).searchParams
  const { words } = Filter.parse(Object.fromEntries(query))
  return answer(async () => {
    const [{ cohort, people }, others] = await Promise.all([
      movingFrom(viewer, params.id, query.getAll('person'), now),
      cohortChoices(viewer, words, params.id, now),
    ])
    return { cohort, people, others, words }
  })
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, MoveInput, async (input) => {
    const { people, to } = await moveMembers(viewer, params.id, input, new Date())
    const who = people.length > 3 ? `${people.length} people` : listed(people.map(({ name }) => name))
    const verb = people.length === 1 ? 'is' : 'are'
    return redirectWithToast(paths.cohort(params.id), `${who} ${verb} in ${to ?? 'no cohort'} now.`)
  })
}

export default function MovePage({ loaderData, actionData }: Route.ComponentProps) {
  const { cohort, people, others, words } = loaderData
  const [form, fields] = useForm<MoveInput>({ lastResult: actionData })
  const back = paths.cohort(cohort.id)
  const whom = people.length === 1 ? people[0]?.name : counted(people.length, 'person', 'people')
  return (
    <Main>
      <PageHead over={<Link to={back}>{cohort.name}</Link>} title={`Move ${people.length === 0 ? 'people' : whom}`} />
      {people.length === 0 ? (
        <Problem
          kind="empty"
          title="Nobody is chosen"
          level={2}
          action={<LinkButton to={back}>Choose people</LinkButton>}
        >
          Tick the people whom you want to move in the list of the cohort.
        </Problem>
      ) : (
        <>
          {(words || others.total > others.choices.length) && (
            <div className="filters-above">
              <FilterForm action={cohortPaths.newMove(cohort.id)} kept="person">
                <FilterText name="words" label="Cohort or site" value={words} />
              </FilterForm>
            </div>
          )}
          <Form method="post" {...getFormProps(form)} className="stack-form">
            {people.map(({ id }) => (
              <input key={id} type="hidden" name="person" value={id} />
            ))}
            {people.length > 1 && <p>{listed(people.map(({ name }) => name))}</p>}
            <ChoiceField
              field={fields.to}
              label="Where to"
              options={[
                ...others.choices.map(optionOf),
                { value: 'none', label: 'Into no cohort', note: 'A rule does not bring them back into this one.' },
              ]}
            />
            <Found {...others} words={words} />
            <p className="small muted">
              From today on. What they did so far stays with {cohort.name}. Whoever is invited to a session here is told
              that they are not expected, and invited to those of the other cohort.
            </p>
            <FormEnd errors={form.errors} verb="Move" back={back} />
          </Form>
        </>
      )}
    </Main>
  )
}

function Found({ choices, total, words }: CohortChoices & { words: string }) {
  if (words && total === 0) return <p className="source">No other cohort has these words in its name or site.</p>
  if (total === choices.length) return null
  return (
    <p className="source">
      The first {choices.length} of {count(total)} by name. Enter some letters of the name or the site to find the
      others.
    </p>
  )
}

const optionOf = ({ id, name, members, champions }: CohortChoice) => ({
  ...{ value: id, label: name },
  note: `${counted(members, 'member', 'members')}, ${champions.length > 0 ? `with ${listed(champions)}` : 'no champion yet'}`,
})
