const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five']

/** Beside the password: never which of the two was wrong, and a warning before the pause. */
export function wrongWords(triesLeft: number): string {
  const number = NUMBERS[triesLeft]
  if (number === undefined) return 'E-mail or password is not right.'
  if (triesLeft === 0) return 'E-mail or password is not right. The account rests for 15 minutes now.'
  const tries = triesLeft === 1 ? 'try' : 'tries'
  return `E-mail or password is not right. After ${number} more ${tries} the account rests for 15 minutes.`
}

/** During the pause. */
export function restingWords(seconds: number): string {
  return `Too many tries. Wait ${restingTime(seconds)}, then try again, or choose a new password.`
}

/** How long a pause is: `a minute`, `12 minutes`. */
export function restingTime(seconds: number): string {
  const minutes = Math.ceil(seconds / 60)
  return minutes === 1 ? 'a minute' : `${minutes} minutes`
}
