import { Form, Link } from 'react-router'
import { momentText } from '#app/components/dates.ts'
import { headline } from '#app/domain/confusion/headline.ts'
import type { AskedCallout } from '#app/domain/confusion/lasting/callouts.server.ts'
import { lastingPaths } from '#app/http/lasting-paths.ts'
import { paths } from '#app/http/paths.ts'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import type { Today } from '../ui/date-text.tsx'
import { SectionHead } from '../ui/head.tsx'
import '#app/styles/playbook.css'

type AskedCalloutsProps = { callouts: readonly AskedCallout[]; triages: boolean; today: Today }

/** Call-outs that somebody asked for out of an answer, with what goes into the file. */
export function AskedCallouts({ callouts, triages, today }: AskedCalloutsProps) {
  return (
    <section className="section" aria-labelledby="call-outs">
      <SectionHead id="call-outs" title="Call-outs asked for" aside="Each leaves this list once a release holds it." />
      <ul className="lines">
        {callouts.map(({ id, clusterId, question, module, block, mdx, at, by }) => (
          <li key={id}>
            <p className="strong">
              {module.title}, {block.title ?? `block ${block.id}, which the present release does not have`}
            </p>
            <p className="small muted">
              {triages ? <Link to={paths.confusionCluster(clusterId)}>{headline(question)}</Link> : headline(question)},
              asked for by {by}, {momentText(at, today.zone, today.now)}
            </p>
            <pre className="template-words">{mdx}</pre>
            <div className="btn-row">
              <CopyButton text={mdx} what={`the call-out for ${module.title}`} />
              {triages && (
                <Form method="post" action={lastingPaths.calloutDone(id)}>
                  <Button type="submit" kind="quiet" aria-label={`Done: the call-out for ${module.title}`}>
                    Done
                  </Button>
                </Form>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
