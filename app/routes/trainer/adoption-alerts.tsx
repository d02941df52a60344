import { Link } from 'react-router'
import { AdoptionTabs } from '#app/components/adoption/adoption-tabs.tsx'
import { AlertStateMark, LastLook } from '#app/components/adoption/alert-state-mark.tsx'
import { inWords, sentence } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { LinkButton } from '#app/components/ui/button.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import { alertChoices } from '#app/domain/adoption/alerts/alert-choices.server.ts'
import { metricName } from '#app/domain/adoption/alerts/alert-metrics.ts'
import { listAlertRules } from '#app/domain/adoption/alerts/alert-rules.server.ts'
import { scopeOf } from '#app/domain/adoption/alerts/alert-scope.ts'
import { conditionWords, scopeWords } from '#app/domain/adoption/alerts/alert-words.ts'
import { todayOf } from '#app/domain/identity/today.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/adoption-alerts.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Alerts · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const [rules, names] = await answer(() => Promise.all([listAlertRules(viewer), alertChoices(viewer)]))
  const named = rules.map((rule) => ({ ...rule, about: scopeWords(scopeOf(rule.filters), names) }))
  return { rules: named, today: todayOf(viewer, new Date()) }
}

export default function AlertsPage({ loaderData: { rules, today } }: Route.ComponentProps) {
  const firing = rules.filter(({ firedAt }) => firedAt !== null).length
  const add = (
    <LinkButton to={adoptionPaths.newAlert()} kind="primary" icon="add">
      Watch a figure
    </LinkButton>
  )
  return (
    <Main layout="adoption">
      <AdoptionTabs here="alerts" />
      <PageHead
        over={<Link to={paths.adoption()}>Adoption</Link>}
        title={
          firing === 0
            ? 'No alert fires'
            : `${sentence(inWords(firing))} ${firing === 1 ? 'alert fires' : 'alerts fire'}`
        }
        aside={rules.length > 0 && add}
      />
      {rules.length === 0 ? (
        <Problem kind="empty" level={2} title="No figure is watched yet" action={add}>
          An alert tells you when a figure has been beyond your threshold for some days, and when that is over.
        </Problem>
      ) : (
        <Table caption="Alerts" narrow="list" columns="1fr 1fr" linked>
          <TableHead>
            <ColumnHead>Figure</ColumnHead>
            <ColumnHead width="14rem">Tells when</ColumnHead>
            <ColumnHead width="14rem">Last look</ColumnHead>
            <ColumnHead width="10rem">Tells whom</ColumnHead>
            <ColumnHead width="11rem">State</ColumnHead>
          </TableHead>
          <TableBody>
            {rules.map((rule) => (
              <Row key={rule.id}>
                <RowHead sub={rule.about}>
                  <Link to={adoptionPaths.alert(rule.id)}>{metricName(rule.metric)}</Link>
                </RowHead>
                <Cell label="Tells when">{sentence(conditionWords(rule))}</Cell>
                <Cell label="Last look">
                  <LastLook rule={rule} today={today} />
                </Cell>
                <Cell label="Tells whom">{rule.owner}</Cell>
                <Cell label="State">
                  <AlertStateMark rule={rule} today={today} />
                </Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      )}
    </Main>
  )
}
