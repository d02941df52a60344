/** A screenshot has at most so many bytes when it is sent: a request with it holds at most 1 MiB. */
export const PICTURE_BYTES = 1_000_000

/** As many as tell what happened. */
export const PICTURES_LIMIT = 3

/** What a screenshot shows, in a line. */
export const ALT_LIMIT = 200

export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const

/** A screenshot of a report, without its bytes. `alt` null: nobody said what it shows. */
export type ReportPicture = { id: string; width: number; height: number; alt: string | null }

/** What is said where a screenshot is refused; the form says the same before it sends. */
export const pictureProblems = {
  'no picture': 'This is no picture that can be shown here. Choose a PNG, JPEG or WebP.',
  broken: 'This picture cannot be opened: it is damaged, or not what its name says. Take the screenshot again.',
  'too many pixels': 'This picture has more than 25 million pixels. Cut out the part that matters and try again.',
  'too large': 'This picture has more than 1 MB. Cut out the part that matters and try again.',
  'too many': `A report takes ${PICTURES_LIMIT} screenshots. Remove one first.`,
} as const
