import { type CohortThanks, hasAny, thanksWords, UNSTUCK_DAYS } from '#app/domain/adoption/recognition.ts'
import { SectionHead } from '../ui/head.tsx'
import './champions.css'

/** What a champion's cohorts achieved, as thanks: each for itself, compared with nothing. */
export function Thanks({ thanks }: { thanks: readonly CohortThanks[] }) {
  const some = thanks.filter(hasAny)
  if (some.length === 0) return null
  return (
    <section className="section" aria-labelledby="thanks">
      <SectionHead id="thanks" title="What your cohorts achieved" aside="Thank you." />
      {some.map((one) => (
        <div key={one.cohort.id}>
          <h3>{one.cohort.name}</h3>
          <ul className="lines">
            {thanksWords(one).map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </div>
      ))}
      <p className="source">
        Coverage as on the adoption page. Somebody went on who completed the module, or did the task, within{' '}
        {UNSTUCK_DAYS} days of your answer. Reports without a name are not counted.
      </p>
    </section>
  )
}
