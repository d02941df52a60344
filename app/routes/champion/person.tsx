import { Link } from 'react-router'
import { dayText } from '#app/components/dates.ts'
import { inWords, listed, sentence } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { ExceptionList } from '#app/components/people/exception-list.tsx'
import { PersonStepsTable } from '#app/components/people/person-steps.tsx'
import { WriteTo } from '#app/components/people/write-to.tsx'
import { Fact, PageHead, SectionHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { type PersonPage, personPageOf } from '#app/domain/cohorts/person-page.server.ts'
import { can } from '#app/domain/identity/abilities.ts'
import { templateTitles } from '#app/domain/playbooks/templates.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/person.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.page.person.name ?? 'Person'} · Gangway` },
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const [page, templates] = await answer(() =>
    Promise.all([personPageOf(viewer, params.id, new Date()), templateTitles(viewer)]),
  )
  return { page, templates, mayExcept: can(viewer, 'assignment.except') }
}

export default function PersonRoute({ loaderData }: Route.ComponentProps) {
  const { page, templates, mayExcept } = loaderData
  const { person, steps, exceptions, today } = page
  const seen = { person: person.id, exceptions, today, mayExcept }
  return (
    <Main>
      <PageHead
        over={
          <>
            <Link to={paths.people()}>People</Link>, {person.name}
          </>
        }
        title={titleOf(page)}
        meta={
          <>
            <Fact icon="people">{person.audiences.join('; ') || 'In no audience'}</Fact>
            {person.cohorts.map(({ id, name }) => (
              <Link key={id} to={paths.cohort(id)}>
                {name}
              </Link>
            ))}
            {person.earlier.map(({ name, last }) => (
              <span key={`${name} ${last}`}>{`${name} until ${dayText(last, page.today)}`}</span>
            ))}
          </>
        }
      />
      {steps.length === 0 && (
        <Problem kind="empty" title="Nothing is asked of them" level={2}>
          They are in no audience and no role that a milestone asks for something.
        </Problem>
      )}
      {milestonesIn(page).map(({ slug, name }) => (
        <section className="section" key={slug} aria-labelledby={slug}>
          <SectionHead id={slug} title={name} />
          <PersonStepsTable caption={name} steps={steps.filter(({ milestone }) => milestone.slug === slug)} {...seen} />
        </section>
      ))}
      {exceptions.length > 0 && (
        <section className="section" aria-labelledby="exceptions">
          <SectionHead id="exceptions" title="Decided for this person" aside="Figures leave out what is waived." />
          <ExceptionList {...seen} />
        </section>
      )}
      <WriteTo person={person} templates={templates} />
      <p className="source">
        As the person reads it. States and steps only: nobody but the person concerned sees how long anything took.
      </p>
    </Main>
  )
}

/** How many modules are complete, as a sentence. */
function titleOf({ person, steps }: PersonPage): string {
  const asked = steps.filter(({ optional }) => !optional)
  const done = asked.filter(({ standing }) => standing === 'complete' || standing === 'refresher due').length
  const again = asked.filter(({ standing }) => standing === 'refresher due').length
  if (asked.length === 0) return `Nothing is due for ${person.name}`
  const parts = [
    `${inWords(done)} of ${inWords(asked.length)} modules ${done === 1 ? 'is' : 'are'} complete`,
    ...(again > 0 ? [`${inWords(again)} ${again === 1 ? 'refresher is' : 'refreshers are'} due`] : []),
  ]
  return sentence(listed(parts))
}

/** The milestones that ask for something, in order of their dates. */
function milestonesIn({ steps }: PersonPage): { slug: string; name: string }[] {
  return [...new Map(steps.map(({ milestone }) => [milestone.slug, milestone])).values()]
}
