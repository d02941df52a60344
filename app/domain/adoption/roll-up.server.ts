import { rollUpTasks } from './task-rollups/roll-up-tasks.server.ts'

/** The parts of the read models, each with how it counts a batch of what is stale; it answers 0 when nothing is. */
export const ROLL_UPS: readonly ((now: Date) => Promise<number>)[] = [rollUpTasks]

/** Brings all read models up to what is stored now. */
export async function rollUp(now: Date): Promise<void> {
  for (const part of ROLL_UPS) while ((await part(now)) > 0);
}
