export const NUDGE_LIMIT = 1_000

/** What a reminder says unless it is changed. */
export const NUDGE_WORDS = `Hello {{learner.firstName}},

{{milestone.name}} is on {{milestone.date}}, and there is still something on your list. Is anything in the way? Ten minutes together are often enough.

{{champion.firstName}}`
