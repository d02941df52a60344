import { useState } from 'react'
import { UnclearLink } from '#app/components/confusion/unclear-link.tsx'
import { CheckForm } from '#app/components/lesson/check-form.tsx'
import { LabFrame } from '#app/components/lesson/lab-frame.tsx'
import { LabScreen } from '#app/components/lesson/lab-screen.tsx'
import { LessonBlocks, type NestedBlock } from '#app/components/lesson/lesson-blocks.tsx'
import { Onward } from '#app/components/lesson/onward.tsx'
import { Outline } from '#app/components/lesson/outline.tsx'
import { RuleAside } from '#app/components/lesson/rule-list.tsx'
import { TaskCard } from '#app/components/lesson/task-card.tsx'
import { VideoPlayer } from '#app/components/lesson/video-player.tsx'
import { LabGuide } from '#app/components/practice/lab-guide.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { ChoiceField } from '#app/components/ui/choice.tsx'
import { TextArea } from '#app/components/ui/field.tsx'
import { Fact, PageHead } from '#app/components/ui/head.tsx'
import type { ToldQuestion } from '#app/domain/practice/grading.ts'
import { fieldsOf } from '#app/lessons/definitions.ts'
import type { Answers } from '#app/lessons/questions.ts'
import { blocks } from './lesson-sample.ts'

export function LessonParts() {
  return (
    <>
      <div className="lesson-head">
        <PageHead
          over={
            <>
              <a href="#cutover">Cutover</a>, module 3 of 6
            </>
          }
          title="Match an invoice to its purchase order"
          meta={
            <>
              <Fact icon="lab">Lab, about 12 min</Fact>
              <Fact icon="calendar">Due Fri 18 Sep</Fact>
              <Fact>Release 2026.2</Fact>
              <a href="#changes">What changed since 2026.1</a>
            </>
          }
        />
      </div>
      <Outline
        items={[
          { id: 'what-changes', title: 'What changes for you', state: 'done' },
          { id: 'compare', title: 'How Meridian compares', state: 'done' },
          { id: 'practise', title: 'Practise: invoice 4711', state: 'now' },
          { id: 'check', title: 'Check: what would you do?', state: 'open' },
        ]}
      />
      <RuleAside
        needs={[
          { key: 'video', met: true, what: 'The video is seen.', soFar: 'Seen on 14 Sep.' },
          { key: 'task', met: false, what: 'The task succeeds once.', soFar: 'You tried once and stopped at step 3.' },
          { key: 'check', met: false, what: 'At least 80% of the check is right.', soFar: 'Not answered yet.' },
        ]}
        note="Reading alone does not complete this module, and nobody waits for you to finish in one go."
      />
      <article className="lesson-read">
        <LessonBlocks
          blocks={blocks}
          nested={(block) => <Nested block={block} />}
          beside={(block) => (
            <UnclearLink
              place={{ personId: 'gallery', moduleSlug: 'first-invoice', releaseId: 'gallery', block }}
              open={block.id === 'what-changes'}
              onOpen={() => {}}
              onClose={() => {}}
            />
          )}
          below={(block) => (block.id === 'what-changes' ? <Report /> : null)}
        />
        <Onward
          missing={['task', 'check']}
          next={{ to: '/modules/duplicates', title: 'Duplicates and blocked suppliers', minutes: 9 }}
        />
      </article>
    </>
  )
}

function Nested({ block }: { block: NestedBlock }) {
  if (block.kind === 'video') return <VideoPlayer title={block.title} video={block.definition} language="en" />
  if (block.kind === 'check') return <Check block={block} />
  if (block.definition.setting === 'outside') {
    return (
      <TaskCard
        id={block.id}
        title={block.title}
        task={block.definition}
        clock={{ time: '12:40', paused: false }}
        state="Attempt 1, started 10:14"
        actions={
          <>
            <Button kind="primary">It worked</Button>
            <Button>It did not work</Button>
            <Button kind="quiet">Pause</Button>
          </>
        }
        note="The time compares products, not people. Nobody but you sees it."
      />
    )
  }
  return <Lab block={block} screens={block.definition.screens} />
}

function Lab({
  block,
  screens,
}: {
  block: NestedBlock
  screens: readonly Parameters<typeof LabScreen>[0]['screen'][]
}) {
  const [values, setValues] = useState<Record<string, string>>({ decision: 'Query' })
  const [screen, setScreen] = useState(0)
  const [time, setTime] = useState<string | null>('1:48')
  const shown = screens[screen]
  if (!shown) return null
  const next = nextIn(shown)
  return (
    <LabFrame
      id={block.id}
      title="Attempt 2"
      brief="<p>Halden Papier has sent invoice 4711. One line does not agree with what arrived.</p>"
      running
      attempt="Step 3 of 5: decide about the line that differs"
      guide={next && <LabGuide guide={{ ...next, value: 'Halden Papier', row: null }} prefix={block.id} />}
      time={time}
      onToggleTime={() => setTime(time === null ? '1:48' : null)}
      saying={{
        kind: 'right',
        words: 'Right: two cartridges are missing, so the line is queried, not accepted.',
        more: 'Now say why. The buyer reads this reason first.',
      }}
      note="Practice screen. Nothing you do here reaches Meridian. In Ledgerline this took 4:20 at the median; the time compares products, not people."
      actions={
        <>
          <Button kind="quiet">I am stuck</Button>
          <Button kind="quiet">Start again</Button>
          <Button kind="quiet">Give up</Button>
        </>
      }
    >
      <LabScreen
        product="Meridian"
        screen={shown}
        values={values}
        errors={{ reason: 'Choose what the buyer has to clear up.' }}
        sums={[{ fields: ['share'], says: 'Together this is 800.00; it has to be 1,200.00.' }]}
        next={next}
        prefix={block.id}
        onEnter={(field, value) => setValues({ ...values, [field]: value })}
        onAct={() => setScreen((screen + 1) % screens.length)}
      />
    </LabFrame>
  )
}

/** As guided mode shows it: the field that comes next. */
function nextIn(screen: Parameters<typeof LabScreen>[0]['screen']) {
  const field = fieldsOf(screen).find(({ name }) => name === 'supplier')
  return field ? { control: 'field' as const, field } : null
}

function Check({ block }: { block: Extract<NestedBlock, { kind: 'check' }> }) {
  const [answers, setAnswers] = useState<Answers>({ hours: ['accept'], both: ['a', 'b'] })
  return (
    <CheckForm
      id={block.id}
      title={block.title}
      html={block.definition.html}
      questions={block.definition.questions}
      terms="80% is needed."
      answers={answers}
      onGive={(question, given) => setAnswers({ ...answers, [question]: given })}
      results={block.id === 'which-one' ? RESULTS : null}
      verdict={block.id === 'which-one' ? '1 of 2 right, 50%. Not passed yet.' : null}
      unavailable={block.id === 'which-one' ? null : '4 questions are still open.'}
      onAnswer={() => {}}
      onAgain={() => {}}
    />
  )
}

const RESULTS: Record<string, ToldQuestion> = {
  hours: {
    right: false,
    given: ['accept'],
    says: [{ of: 'accept', right: false, says: 'There is no such tolerance for hours.' }],
    words: null,
  },
  both: {
    right: true,
    given: ['a', 'b'],
    says: [
      { of: 'a', right: true, says: 'Yes.' },
      { of: 'b', right: true, says: null },
    ],
    words: null,
  },
}

function Report() {
  return (
    <form className="report" aria-labelledby="report-title">
      <h3 id="report-title">What is unclear here?</h3>
      <blockquote className="quote">The tolerance of the supplier applies</blockquote>
      <ChoiceField
        field={{ name: 'kind', defaultValue: 'unclear' }}
        label="Kind of problem"
        labelHidden
        inline
        options={['Unclear', 'Missing', 'Wrong', 'Slow', 'Other'].map((label) => ({
          value: label.toLowerCase(),
          label,
        }))}
      />
      <TextArea field={{ name: 'words' }} label="In your words" />
      <div className="btn-row">
        <Button kind="primary" type="submit">
          Send report
        </Button>
        <Button>Cancel</Button>
        <span className="xs muted">You will be told what became of it, here and in My reports.</span>
      </div>
    </form>
  )
}
