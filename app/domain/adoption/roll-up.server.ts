import { rollUpChecks } from './check-rollups/roll-up-checks.server.ts'
import { forgetChecks } from './check-rollups/stale-checks.server.ts'
import { rebuildBlocks, rollUpBlocks } from './confusion-rollups/block-rollups.server.ts'
import { rollUpBaselines } from './old-times/measured-baselines.server.ts'
import { rebuildStandings, rollUpStandings } from './standings/roll-up.server.ts'
import { forgetTasks, rollUpTasks } from './task-rollups/roll-up-tasks.server.ts'

/** Does one bounded piece of what is stale, in a transaction of its own; answers how much that was, 0 for nothing. */
export type RollUp = (now: Date) => Promise<number>

/** The parts of the read models of adoption. */
export const ROLL_UPS: readonly RollUp[] = [rollUpStandings, rollUpTasks, rollUpChecks, rollUpBlocks, rollUpBaselines]

/** Brings all read models up to what is stored now: for seeds, commands and tests, which cannot wait for the server. */
export async function rollUp(now: Date): Promise<void> {
  for (const part of ROLL_UPS) while ((await part(now)) > 0);
}

/** Makes all read models anew, from what they are counted of. Medians that were told of the old product stay. */
export async function rebuildRollUps(now: Date): Promise<void> {
  await forgetTasks(now)
  await forgetChecks()
  await rebuildBlocks()
  await rebuildStandings(now)
  await rollUp(now)
}
