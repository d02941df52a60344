/** What an open board compares to know that it is old; `by` says what somebody else of the team did last. */
export type BoardNews = { version: string; by: string | null }
