import { Link } from 'react-router'
import { COMPARABLE } from '#app/domain/adoption/compare/compare-input.ts'
import { COMPARE_WORDS } from '#app/domain/adoption/compare/compare-words.ts'
import type { Comparison } from '#app/domain/adoption/compare/comparison.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { paths } from '#app/http/paths.ts'
import { LinkButton } from '../ui/button.tsx'
import { SelectField } from '../ui/field.tsx'
import { Problem } from '../ui/problem.tsx'
import { LookUpField } from './look-up-field.tsx'

const KINDS = COMPARABLE.map((by) => ({ value: by, label: COMPARE_WORDS[by].label }))

/** What is compared with what, among the filters. */
export function CompareFields({ asked, choices, cohortCount }: Pick<Comparison, 'asked' | 'choices' | 'cohortCount'>) {
  const side = { options: choices.sides, empty: 'Choose' }
  return (
    <>
      <SelectField field={{ name: 'by', defaultValue: asked.by }} label="Compare" options={KINDS} />
      {asked.by === 'release' && (
        <SelectField
          field={{ name: 'module', defaultValue: asked.module }}
          label="Module"
          options={choices.modules}
          empty="Choose"
        />
      )}
      {asked.by === 'cohort' && (asked.words !== '' || cohortCount > choices.sides.length) && (
        <LookUpField label="Cohort name" words={asked.words} />
      )}
      <SelectField field={{ name: 'a', defaultValue: asked.a }} label="This" {...side} />
      <SelectField field={{ name: 'b', defaultValue: asked.b }} label="With" {...side} />
    </>
  )
}

/** What is to be there before two can be compared. */
const MISSING: Record<Comparison['asked']['by'], string> = {
  audience: 'Choose something else to compare. An admin makes audiences.',
  cohort: 'Choose something else to compare, or make cohorts.',
  release:
    'Choose something else to compare, or another milestone: a module has two releases once it is published again.',
  weeks: 'Choose something else to compare.',
}

/** Pairs to begin with, while there are no two sides. `query`: the common filters. */
export function ComparePairs({ asked, choices, query }: Pick<Comparison, 'asked' | 'choices'> & { query: string }) {
  const { two, label } = COMPARE_WORDS[asked.by]
  if (choices.pairs.length === 0) {
    return (
      <Problem
        kind="empty"
        level={2}
        title={`There are no ${two} here`}
        action={asked.by === 'cohort' && <LinkButton to={paths.cohorts()}>Open the cohorts</LinkButton>}
      >
        {MISSING[asked.by]}
      </Problem>
    )
  }
  return (
    <Problem kind="empty" level={2} title={`${label} to compare`}>
      <ul className="link-list">
        {choices.pairs.map(({ a, b, module }) => {
          const own = { by: asked.by, a: a.value, b: b.value, ...(module ? { module: module.value } : {}) }
          return (
            <li key={`${own.module ?? ''} ${a.value} ${b.value}`}>
              <Link
                to={`${adoptionPaths.compare()}?${new URLSearchParams([...new URLSearchParams(query), ...Object.entries(own)])}`}
              >
                {module ? `${module.label}: ` : ''}
                {a.label} with {b.label}
              </Link>
            </li>
          )
        })}
      </ul>
    </Problem>
  )
}
