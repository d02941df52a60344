import type { GateReadiness } from '#app/domain/migrations/readiness.server.ts'
import { inWords, sentence } from '../../format.ts'
import { ReadinessTable } from '../readiness-table.tsx'

/** The gates that are missed or waived; those that are met are folded. */
export function GatesInShort({ gates }: { gates: readonly GateReadiness[] }) {
  const met = gates.filter(({ state }) => state === 'met')
  const others = gates.filter(({ state }) => state !== 'met')
  if (met.length === 0 || others.length === 0) return <ReadinessTable gates={gates} />
  return (
    <>
      <ReadinessTable gates={others} />
      <details className="more-rows">
        <summary>
          {sentence(inWords(met.length))} {met.length === 1 ? 'gate is' : 'gates are'} met
        </summary>
        <ReadinessTable gates={met} caption="Gates that are met" />
      </details>
    </>
  )
}
