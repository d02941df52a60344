import { z } from 'zod'
import { fitted, type PlacedYaml } from './placed-yaml.server.ts'
import type { Tell } from './problem.ts'
import { REFRESH_POLICIES } from './refresh-policy.ts'
import { SLUG, SLUG_WORDS } from './slug.ts'
import { MODULE_KINDS } from './tree.ts'

/** A slug, or the id of a block. */
export const slug = z
  .string()
  .regex(SLUG, { error: `must be ${SLUG_WORDS}` })
  .max(80)
const words = z.string().trim().min(1)
const percent = z.number().int().min(1).max(100)

const RuleFields = z.strictObject({
  tasks: z
    .union([z.literal('all'), z.array(slug).min(1)], { error: 'must be all, or a list of ids of tasks' })
    .optional(),
  checks: percent.optional(),
  videos: percent.optional(),
  guided: z.boolean().optional(),
})

const label = z
  .string({ error: 'must stand in quotes, as in "2026.1": as a number, 2026.10 would be 2026.1' })
  .trim()
  .min(1)
  .max(40)
  .regex(/^[\w.-]+$/, { error: 'must be letters, digits, dots and hyphens' })

/**
 * Who may be proposed a module by role. Everybody learns, so `learner` is not among them; administrators serve the whole
 * deployment and belong to no migration, so none of them would be asked.
 */
const PROPOSED_ROLES = ['champion', 'trainer', 'lead'] as const
const proposedRole = z.enum(PROPOSED_ROLES, {
  error: ({ input }) =>
    input === 'admin'
      ? `cannot be admin: administrators belong to no migration, and nobody would be asked. Allowed: ${PROPOSED_ROLES.join(', ')}`
      : undefined,
})

const ModuleFields = z.strictObject({
  title: words.max(160).optional(),
  kind: z.enum(MODULE_KINDS).default('lesson'),
  summary: words.max(400).nullable().default(null),
  audiences: z.array(slug).default([]),
  roles: z.array(proposedRole).default([]),
  release: label.default('1'),
  minutes: z.number().int().min(1).max(600).optional(),
  due: z.number().int().min(0).max(365).default(0),
  optional: z.boolean().default(false),
  complete: RuleFields.default({}),
  refresh: z.enum(REFRESH_POLICIES).default('changed'),
  updates: slug.nullable().default(null),
  needs: z.array(slug).default([]),
  was: z
    .union([slug, z.record(slug, slug)], {
      error: 'must be an older slug, or old ids with their new ones, as in { old: new }',
    })
    .nullable()
    .default(null),
  removed: z.array(slug).default([]),
})

/** What the front matter of a module says; `title` and `minutes` may come from its text instead. */
export type WrittenHeader = z.output<typeof ModuleFields>

/** Reads the front matter of a module, or null after telling what is wrong with it. */
export function readModuleHeader(yaml: PlacedYaml, tell: Tell): WrittenHeader | null {
  const header = fitted(ModuleFields, yaml, tell)
  if (header === null) return null
  if (header.kind === 'update' && header.updates === null) {
    tell(yaml.placeOf(['kind']), 'An update names the module that it updates: add `updates: its-slug`.')
    return null
  }
  if (header.kind !== 'update' && header.updates !== null) {
    tell(yaml.placeOfKey(['updates']), '“updates” belongs to `kind: update`.')
    return null
  }
  if (header.kind === 'quick reference' && Object.keys(header.complete).length > 0) {
    tell(yaml.placeOfKey(['complete']), 'A quick reference needs no completion; leave “complete” out.')
    return null
  }
  return header
}
