type Standing = 'starting' | 'serving' | 'stopping'

let standing: Standing = 'starting'

/** Where the process stands between its start and its end; /readyz sends traffic only while it is serving. */
export const currentStanding = (): Standing => standing

/** Marks the process as ready for traffic. */
export function beginServing(): void {
  if (standing === 'starting') standing = 'serving'
}

/** Marks the process as about to end. */
export function beginStopping(): void {
  standing = 'stopping'
}
