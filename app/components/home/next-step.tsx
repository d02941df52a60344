import type { Step } from '#app/domain/progress/standing.ts'
import { paths } from '#app/http/paths.ts'
import { dayText, inDaysText } from '../dates.ts'
import { RuleList } from '../lesson/rule-list.tsx'
import { kindOf } from '../module/module-head.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Fact, PageHead } from '../ui/head.tsx'

/** What to do now, with one button, and beside it what completes it. */
export function NextStep({ step, today }: { step: Step; today: string }) {
  const { words, icon } = kindOf(step.kind)
  const due = step.due
  return (
    <section className="next" aria-label="Your next step">
      <div>
        <PageHead
          over={`Your next step for ${step.milestone.name.split(':')[0]}`}
          title={step.refresher ? `${step.title}: what changed` : step.title}
          meta={
            <>
              <Fact icon={icon}>
                {step.refresher ? 'Refresher' : words}, about {step.minutes} min
              </Fact>
              {due && (
                <Fact icon="calendar">
                  {due.isLate ? 'Was due' : 'Due'} {dayText(due.day, today)}, {inDaysText(due.day, today)}
                </Fact>
              )}
              <Fact>Release {step.release.label}</Fact>
            </>
          }
        />
        <p className="btn-row">
          <LinkButton
            kind="primary"
            large
            to={paths.module(step.slug, step.refresher?.blocks[0]?.id ?? step.resume?.block)}
            prefetch="intent"
          >
            {startWords(step)}
          </LinkButton>
          {step.resume && !step.refresher && <span className="small muted">Your answers so far are kept.</span>}
        </p>
      </div>
      <aside className="next-why" aria-labelledby="complete-when">
        <h2 className="label" id="complete-when">
          Complete when
        </h2>
        <RuleList
          needs={step.asked.map(({ met, rule, state, block }, place) => ({
            ...{ key: `${place}`, met, what: rule, soFar: state },
            to: block && paths.module(step.slug, block),
          }))}
        />
      </aside>
    </section>
  )
}

function startWords({ resume, refresher }: Step): string {
  if (refresher) return 'See what changed'
  return resume ? `Continue at block ${resume.number} of ${resume.of}` : 'Start'
}
