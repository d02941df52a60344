/** The most that a file may hold that somebody chooses: with the form around it, a body stays within its 1 MiB. */
export const FILE_LIMIT = 1_000_000
