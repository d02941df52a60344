export const ROLES = ['learner', 'champion', 'trainer', 'lead', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** The migration that a viewer is looking at: products' names, zone and locale decide how pages speak. */
export type ViewerMigration = {
  id: string
  slug: string
  name: string
  organisation: string
  oldProduct: string
  newProduct: string
  timeZone: string
}

/**
 * Who acts. Every domain function takes one first and scopes its own queries by it.
 * `roles` are those granted in `migration`; `admin` holds in the whole deployment.
 */
export type Viewer = {
  personId: string
  name: string
  email: string
  language: string
  roles: ReadonlySet<Role>
  /** null until a migration exists, or for a person who belongs to none */
  migration: ViewerMigration | null
  /** set where a program acts in the person's stead: its token */
  tokenId?: string
}
