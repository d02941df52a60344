/** The name of a transaction that writes read models alone: whoever waits until all that was recorded is there passes it over. */
export const WRITES_READ_MODELS = 'gangway: read models'
