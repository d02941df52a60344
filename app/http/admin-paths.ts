import { at } from './paths.ts'

/** Links of the administrator's pages, apart from the others: nobody else's page has to load them. */
export const adminPaths = {
  adminPeople: () => '/admin/people',
  adminNewPerson: () => '/admin/people/new',
  adminImport: (draft?: string) => (draft ? at`/admin/people/import/${draft}` : '/admin/people/import'),
  adminPerson: (id: string) => at`/admin/people/${id}`,
  adminRoles: (id: string) => at`/admin/people/${id}/roles`,
  adminMemberships: (id: string) => at`/admin/people/${id}/memberships`,
  adminMembership: (id: string, membership: string) => at`/admin/people/${id}/memberships/${membership}`,
  adminLeaving: (id: string) => at`/admin/people/${id}/leaving`,
  /** sends a link by which the person chooses a password: the first one, or a new one */
  adminLink: (id: string, purpose: 'invitation' | 'reset') => at`/admin/people/${id}/links/${purpose}`,
  adminAudiences: () => '/admin/audiences',
  adminNewAudience: () => '/admin/audiences/new',
  adminAudienceImport: (draft?: string) => (draft ? at`/admin/audiences/import/${draft}` : '/admin/audiences/import'),
  adminAudience: (slug: string) => at`/admin/audiences/${slug}`,
  adminRetirement: (slug: string) => at`/admin/audiences/${slug}/retirement`,
  adminMail: (id?: string) => (id ? at`/admin/mail/${id}` : '/admin/mail'),
  adminMailSending: (id: string) => at`/admin/mail/${id}/sending`,
  adminTokens: () => '/admin/tokens',
  adminNewToken: () => '/admin/tokens/new',
  adminTokenRevocation: (id: string) => `/admin/tokens/${id}/revocation`,
  adminAudit: () => '/admin/audit',
}
