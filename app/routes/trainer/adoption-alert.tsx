import { Form, Link } from 'react-router'
import { AlertForm } from '#app/components/adoption/alert-form.tsx'
import { AlertStateMark, LastLook } from '#app/components/adoption/alert-state-mark.tsx'
import { sentence } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { PageHead, SectionHead } from '#app/components/ui/head.tsx'
import { alertChoices } from '#app/domain/adoption/alerts/alert-choices.server.ts'
import { AlertInput } from '#app/domain/adoption/alerts/alert-input.ts'
import { metricName } from '#app/domain/adoption/alerts/alert-metrics.ts'
import { changeAlertRule, readAlertRule } from '#app/domain/adoption/alerts/alert-rules.server.ts'
import { scopeOf } from '#app/domain/adoption/alerts/alert-scope.ts'
import { conditionWords, scopeWords } from '#app/domain/adoption/alerts/alert-words.ts'
import { METRICS } from '#app/domain/adoption/definitions.ts'
import { todayOf } from '#app/domain/identity/today.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/adoption-alert.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Alert · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const [rule, choices] = await answer(() => Promise.all([readAlertRule(viewer, params.id), alertChoices(viewer)]))
  return { rule, choices, today: todayOf(viewer, new Date()) }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, AlertInput, async (input) => {
    await changeAlertRule(viewer, params.id, input, new Date())
    return redirectWithToast(adoptionPaths.alert(params.id), 'The alert is changed, and begins anew.')
  })
}

export default function AlertPage({ loaderData: { rule, choices, today }, actionData }: Route.ComponentProps) {
  const scope = scopeOf(rule.filters)
  const { task: _, ...shown } = scope
  const page = new URLSearchParams(Object.entries(shown).flatMap(([key, value]) => (value ? [[key, value]] : [])))
  return (
    <Main>
      <PageHead
        over={<Link to={adoptionPaths.alerts()}>Alerts</Link>}
        title={`${metricName(rule.metric)}: ${conditionWords(rule)}`}
        meta={<AlertStateMark rule={rule} today={today} />}
        aside={
          rule.endedAt === null && (
            <Form method="post" action={adoptionPaths.alertEnd(rule.id)}>
              <Button type="submit" kind="quiet">
                End this alert
              </Button>
            </Form>
          )
        }
      />
      <dl className="facts">
        <dt>Of</dt>
        <dd>
          <Link to={`${paths.adoption()}?${page}`}>{sentence(scopeWords(scope, choices))}</Link>
        </dd>
        <dt>What it is</dt>
        <dd>{METRICS[rule.metric].what}</dd>
        <dt>Last look</dt>
        <dd>
          <LastLook rule={rule} today={today} />
        </dd>
        <dt>Tells</dt>
        <dd>{rule.owner}</dd>
      </dl>
      {rule.endedAt === null && (
        <section className="section" aria-labelledby="change">
          <SectionHead id="change" title="Change it" />
          <AlertForm
            lastResult={actionData ?? null}
            values={{
              ...{ metric: rule.metric, milestone: scope.milestone, comparator: rule.comparator },
              ...{ audience: scope.audience ?? '', cohort: scope.cohort ?? '', task: scope.task ?? '' },
              ...{ threshold: String(rule.threshold), forDays: String(rule.forDays) },
            }}
            choices={choices}
            verb="Save the alert"
          />
        </section>
      )}
    </Main>
  )
}
