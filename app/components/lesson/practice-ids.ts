/** Where the focus goes when practice ends, or something about it is told: the task's own title. */
export const practiceTitle = (block: string): string => `${block}-title`

/** Where it goes when a lab begins: the title of the practice screen. */
export const labScreenTitle = (block: string): string => `${block}-screen`
