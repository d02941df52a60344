/**
 * Something outside the program keeps it from starting: a bad value in the environment, a folder it may not use, a port
 * that is taken. The message is one line for the person at the terminal; commands print it alone, without a stack.
 */
export class StartProblem extends Error {
  constructor(line: string, options?: ErrorOptions) {
    super(line, options)
    this.name = 'StartProblem'
  }
}

/** By name, because the built server carries its own copy of the class. */
export function isStartProblem(error: unknown): error is StartProblem {
  return error instanceof Error && error.name === 'StartProblem'
}
