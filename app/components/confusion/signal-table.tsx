import { Form, Link } from 'react-router'
import { momentText } from '#app/components/dates.ts'
import { percent } from '#app/components/format.ts'
import { Button } from '#app/components/ui/button.tsx'
import type { Today } from '#app/components/ui/date-text.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import type { Signal, SignalDone } from '#app/domain/adoption/signals/raised.server.ts'
import { measurePaths } from '#app/http/confusion-measure-paths.ts'
import { paths } from '#app/http/paths.ts'
import { intervalWords, measuredWords, othersWords, signalNames } from './signal-words.ts'

type SignalTableProps = { caption: string; signals: readonly Signal[]; triages: boolean; today: Today }

/** Blocks where something happens unusually often, and what can be made of it. */
export function SignalTable({ caption, signals, triages, today }: SignalTableProps) {
  return (
    <Table caption={caption} narrow="list-wide" columns="1fr 1fr">
      <TableHead>
        <ColumnHead width="30%">Block</ColumnHead>
        <ColumnHead>What is measured</ColumnHead>
        <ColumnHead right>Share</ColumnHead>
        <ColumnHead>Elsewhere</ColumnHead>
        <ColumnHead>What to make of it</ColumnHead>
      </TableHead>
      <TableBody>
        {signals.map((one) => (
          <Row key={`${one.moduleSlug} ${one.blockId} ${one.signal}`}>
            <RowHead sub={one.moduleTitle}>
              <Link to={paths.module(one.moduleSlug, one.blockId)}>{one.title}</Link>
            </RowHead>
            <Cell label="What is measured" sub={measuredWords(one)}>
              {signalNames[one.signal]}
            </Cell>
            <Cell label="Share" right strong sub={intervalWords(one)}>
              {percent(one.part, one.of)}
            </Cell>
            <Cell label="Elsewhere">{othersWords(one)}</Cell>
            <Cell full>
              {one.done ? (
                <Done one={one} done={one.done} triages={triages} today={today} />
              ) : triages ? (
                <Acts one={one} />
              ) : (
                'Nobody has looked at it yet'
              )}
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

function Acts({ one }: { one: Signal }) {
  const named = [one.moduleSlug, one.blockId, one.signal] as const
  const about = `${signalNames[one.signal]}: ${one.title}`
  return (
    <span className="btn-row">
      <Link to={measurePaths.signalQuestion(...named)} aria-label={`Open a question. ${about}`}>
        Open a question
      </Link>
      <Link to={measurePaths.signalDismissal(...named)} aria-label={`Dismiss. ${about}`}>
        Dismiss
      </Link>
    </span>
  )
}

function Done({ one, done, triages, today }: { one: Signal; done: SignalDone; triages: boolean; today: Today }) {
  const note = <span className="sub">{`${done.by}, ${momentText(done.at, today.zone, today.now)}`}</span>
  if (done.act === 'opened') {
    return (
      <>
        {done.clusterId && <Link to={paths.confusionCluster(done.clusterId)}>The question opened from it</Link>} {note}
      </>
    )
  }
  return (
    <>
      Dismissed: “{done.words}” {note}
      {triages && (
        <Form method="post" action={measurePaths.signalRestoration(one.moduleSlug, one.blockId, one.signal)}>
          <Button type="submit" kind="quiet" aria-label={`Show again. ${signalNames[one.signal]}: ${one.title}`}>
            Show again
          </Button>
        </Form>
      )}
    </>
  )
}
