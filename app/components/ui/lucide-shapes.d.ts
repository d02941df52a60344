import type { LucideIconData } from 'lucide-react'

/** Each icon module also exports its bare shape; the package's own types leave it out. */
declare module 'lucide-react/icons/circle-check' {
  export const __iconData: LucideIconData
}
