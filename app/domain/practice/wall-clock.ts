/**
 * The clock on the wall for one attempt, which goes on whatever is done to the device's own. Pure. All instants are
 * milliseconds.
 *
 * A device's clock may be set back or forward at any time; a steady clock (`performance.now()`) never jumps, but it is
 * of one page only, and on many machines it stands still while they sleep. Of the two, whichever went further is
 * believed: so nothing that passed gets lost. What was too much, because a clock was set forward, the server finds out
 * by its own.
 */

/** Both clocks of a device at one moment. */
export type Reading = { epoch: number; steady: number }

/** The attempt's own time (that of its start and all that has passed since), and when it was read. */
export type WallClock = { now: number } & Reading

/** What survives the page. */
export type KeptWallClock = { now: number; epoch: number }

/** The clock of an attempt that begins now. */
export const newWallClock = (at: Reading): WallClock => ({ now: at.epoch, ...at })

/** Goes on on another page: what passed between the two, only the device's clock can tell. */
export function resumedWallClock({ now, epoch }: KeptWallClock, at: Reading): WallClock {
  return { now: now + Math.max(0, at.epoch - epoch), ...at }
}

/** The clock, read again. It never runs backwards. */
export function readWallClock(clock: WallClock, at: Reading): WallClock {
  const passed = Math.max(0, at.epoch - clock.epoch, at.steady - clock.steady)
  return { now: clock.now + passed, ...at }
}
