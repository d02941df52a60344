/** Whose figures: everybody's, or those of the people of one audience or one cohort. */
export type Slice = { by: 'everyone' } | { by: 'audience' | 'cohort'; id: string }

export const EVERYONE: Slice = { by: 'everyone' }

/** Stands in a key for "all of them". */
export const ZERO_ID = '00000000-0000-0000-0000-000000000000'

/** The id by which a slice is kept. */
export const sliceId = (slice: Slice): string => (slice.by === 'everyone' ? ZERO_ID : slice.id)
