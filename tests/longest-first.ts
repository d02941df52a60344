import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that look at every page: short to read, long to run. */
const LONGEST = /every-(page|role|module)\.test\.ts$/

/** Begins with the files that take longest, so that at the end both workers are done at about the same time. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const [longest, others] = [true, false].map((isLong) =>
      files.filter((file) => LONGEST.test(file.moduleId) === isLong),
    )
    return [...(longest ?? []), ...(await super.sort(others ?? []))]
  }
}
