import { z } from 'zod'
import { knownTarget } from './link-target.ts'

/** One more link, or the end of one. `target` is `module:` or `release:` with an id; a ticket is an address. */
export const LinkInput = z
  .object({
    seen: z.uuid().or(z.literal('none')),
    target: z
      .string()
      .refine((text) => knownTarget(text) !== null, 'Choose a module or a release.')
      .optional(),
    url: z
      .url({ protocol: /^https?$/, error: 'Enter an address like https://example.org/tickets/12.' })
      .max(500, 'Keep the address under 500 characters.')
      .optional(),
    remove: z.uuid().optional(),
  })
  .superRefine(({ target, url, remove }, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (remove) return
    if (!target && !url) issue('target', 'Choose a module or a release, or enter the address of a ticket.')
    if (target && url) issue('url', 'Link one thing at a time.')
  })
export type LinkInput = z.infer<typeof LinkInput>
