import { type Environment, readEnvironment } from './environment.ts'

/**
 * The environment, read once. A bad or missing value ends the process with one line that names it:
 * whatever imports this cannot run without.
 */
export const env: Environment = readOrStop()

function readOrStop(): Environment {
  try {
    return readEnvironment(process.env)
  } catch (problem) {
    console.error((problem as Error).message)
    process.exit(1)
  }
}
