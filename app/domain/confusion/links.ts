/** What a trouble belongs together with; `href` leads there, for a ticket outside of the portal. */
export type TroubleLink = { id: string; kind: 'module' | 'release' | 'ticket'; label: string; href: string }
