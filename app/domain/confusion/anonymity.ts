/** An audience of fewer people would say who an anonymous reporter is. */
export const AUDIENCE_OF_ANONYMOUS = 20

/** What of a report's situation is kept. Without a name there is no attempt, no browser and no small audience either. */
export type Traces = { attemptId: string | null; browser: string | null; audienceId: string | null }

/** What is kept with a report, by the reporter's choice. */
export function tracesOf(
  anonymous: boolean,
  known: { attempt: { id: string } | null; browser: string | null; audience: { id: string; people: number } | null },
): Traces {
  const { attempt, browser, audience } = known
  if (!anonymous) return { attemptId: attempt?.id ?? null, browser, audienceId: audience?.id ?? null }
  return { attemptId: null, browser: null, audienceId: isLarge(audience) ? audience.id : null }
}

/** Whether an audience is large enough to be named with an anonymous report. */
export function isLarge<A extends { people: number }>(audience: A | null): audience is A {
  return audience !== null && audience.people >= AUDIENCE_OF_ANONYMOUS
}
