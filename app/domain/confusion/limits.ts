/** The words of a report, an answer, a resolution. */
export const WORDS_LIMIT = 2_000
/** The words that a reporter marked in the text. */
export const QUOTE_LIMIT = 500
