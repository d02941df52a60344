export const PASSWORD_MIN = 10
/** Long enough for any sentence, short enough that hashing it costs no more than another. */
export const PASSWORD_MAX = 200

/** What to know before choosing a password. */
export const PASSWORD_HINT = `At least ${PASSWORD_MIN} characters. A few words in a row are easier to keep than signs.`
